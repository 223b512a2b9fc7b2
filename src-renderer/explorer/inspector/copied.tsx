import { Copy } from 'lucide-react';
import { classNames } from '../../ui/class-names.ts';
import { copyText } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';

interface CopiedProps {
  readonly text: string;
  /** What it is, for example `The digest`. */
  readonly what: string;
  /** It goes on in further lines, where all of it tells something. */
  readonly wraps?: boolean;
}

/** A text that is too long for its place and can be copied whole. */
export function Copied({ text, what, wraps = false }: CopiedProps) {
  return (
    <>
      <code className={classNames('select-text', wraps ? 'break-all' : 'truncate')} title={text}>
        {text}
      </code>
      <IconButton
        icon={Copy}
        label={`Copy ${what.charAt(0).toLowerCase()}${what.slice(1)}`}
        onClick={() => void copyText(text, what)}
      />
    </>
  );
}
