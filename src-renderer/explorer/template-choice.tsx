import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { Template } from '../../src-main/contract/rpc/projects.ts';
import { classNames } from '../ui/class-names.ts';

interface TemplateChoiceProps {
  readonly templates: readonly Template[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** A language, and what to begin with in it; every language has a template of each kind. */
export function TemplateChoice({ templates, chosen, onChoose }: TemplateChoiceProps) {
  const current = templates.find(({ id }) => id === chosen);
  const languages = templates.filter(({ kind }) => kind === current?.kind);
  const kinds = templates.filter(({ language }) => language === current?.language);
  return (
    <>
      <Group legend="Language" className="grid-cols-4">
        {(name) =>
          languages.map(({ id, language, missing }) => (
            <Option key={language} name={name} checked={id === chosen} onCheck={() => onChoose(id)}>
              <span className="grow font-medium">{language}</span>
              {missing !== null && (
                <TriangleAlert size={14} role="img" aria-label="(not installed)" className="text-warn" />
              )}
            </Option>
          ))
        }
      </Group>
      {current?.missing != null && (
        <p className="text-small whitespace-pre-line text-warn">{current.missing}</p>
      )}
      <Group legend="Begins as" className="grid-cols-1">
        {(name) =>
          kinds.map(({ id, kind, description }) => (
            <Option key={kind} name={name} checked={id === chosen} onCheck={() => onChoose(id)}>
              <span className="w-28 shrink-0 font-medium">{kind}</span>
              <span className="text-ink-muted">{description}</span>
            </Option>
          ))
        }
      </Group>
    </>
  );
}

interface GroupProps {
  readonly legend: string;
  readonly className: string;
  /** The options, which share a name. */
  readonly children: (name: string) => ReactNode;
}

function Group({ legend, className, children }: GroupProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium text-ink-muted">{legend}</legend>
      <div className={classNames('grid gap-1 p-px', className)}>{children(useId())}</div>
    </fieldset>
  );
}

interface OptionProps {
  readonly name: string;
  readonly checked: boolean;
  readonly onCheck: () => void;
  readonly children: ReactNode;
}

function Option({ name, checked, onCheck, children }: OptionProps) {
  return (
    <label className="flex min-h-7 items-center gap-2 rounded-control border px-2 py-0.5 hover:bg-hover has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input type="radio" name={name} checked={checked} onChange={onCheck} />
      {children}
    </label>
  );
}
