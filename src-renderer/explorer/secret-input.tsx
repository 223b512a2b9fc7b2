import { Eye, EyeOff } from 'lucide-react';
import { type ClipboardEvent, useState } from 'react';
import { TextInput } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { ValueInput } from './value-input.tsx';

interface SecretInputProps {
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly autoFocus?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A value that is not to be seen over a shoulder, with the button that shows it. */
export function SecretInput({ value, onChange, ...rest }: SecretInputProps) {
  const [isShown, setIsShown] = useState(false);
  const hasLines = value.includes('\n');
  return (
    <span className="flex min-w-0 items-start gap-1.5">
      {isShown ? (
        <ValueInput {...rest} value={value} onChange={onChange} />
      ) : (
        <TextInput
          {...rest}
          type="password"
          className="font-mono"
          // The field has one line: what is typed into it would run the lines together.
          readOnly={hasLines}
          title={hasLines ? 'It has several lines: show it to change it.' : undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onPaste={(event) => pasteLines(event, onChange)}
        />
      )}
      <IconButton
        icon={isShown ? EyeOff : Eye}
        className="mt-px"
        label={isShown ? 'Hide the value' : 'Show the value'}
        onClick={() => setIsShown(!isShown)}
      />
    </span>
  );
}

/** Keeps pasted lines, a private key for example, as they are. */
function pasteLines(event: ClipboardEvent<HTMLInputElement>, onChange: (value: string) => void): void {
  const text = event.clipboardData.getData('text').replaceAll('\r\n', '\n');
  if (!text.trimEnd().includes('\n')) return;
  event.preventDefault();
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  onChange(value.slice(0, selectionStart ?? 0) + text + value.slice(selectionEnd ?? value.length));
}
