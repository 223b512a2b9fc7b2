import { Copy } from 'lucide-react';
import { classNames } from './class-names.ts';
import { copyText } from './copy-text.ts';
import { IconButton } from './icon-button.tsx';

interface CopiedProps {
  readonly text: string;
  /** What it is, for example `The digest`. */
  readonly what: string;
  /** It goes on in further lines, where all of it tells something. */
  readonly wraps?: boolean;
  readonly className?: string;
}

/** A text that may be too long for its place and can be copied whole. */
export function Copied({ text, what, wraps = false, className }: CopiedProps) {
  return (
    <>
      <code
        className={classNames('min-w-0 select-text', wraps ? 'break-all' : 'truncate', className)}
        title={text}
      >
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
