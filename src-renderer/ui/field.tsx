import { type ComponentProps, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

const box =
  'w-full min-w-0 rounded-control border border-line-strong bg-canvas px-2 text-ink placeholder:text-ink-faint aria-invalid:border-bad';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with the value, and how to mend it. */
  readonly error?: string | null | undefined;
  readonly children: (attributes: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': boolean;
  }) => ReactNode;
}

/** A labelled control with its hint and its error. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const hasError = error !== undefined && error !== null;
  const note = hasError ? error : hint;
  const hasNote = note !== undefined && note !== null && note !== '';
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-small font-medium text-ink-muted">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': hasNote ? `${id}-note` : undefined,
        'aria-invalid': hasError,
      })}
      {hasNote && (
        <div id={`${id}-note`} className={classNames('text-small', hasError ? 'text-bad' : 'text-ink-faint')}>
          {note}
        </div>
      )}
    </div>
  );
}

/** One line of text. */
export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input spellCheck={false} autoComplete="off" className={classNames(box, 'h-6.5', className)} {...rest} />
  );
}

/** Several lines of text. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea spellCheck={false} className={classNames(box, 'py-1 font-mono', className)} {...rest} />;
}

/** A choice from a short list; the system's own control, which every assistive technology knows. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select className={classNames(box, 'h-6.5 text-ellipsis', className)} {...rest} />;
}
