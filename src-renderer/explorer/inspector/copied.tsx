import { Copy } from 'lucide-react';
import { copyText } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';

interface CopiedProps {
  readonly text: string;
  /** What it is, for example `The digest`. */
  readonly what: string;
  /** Its end tells more than its beginning, and stays in view. */
  readonly cutAtStart?: boolean;
}

/** A text that is too long for its place and can be copied whole. */
export function Copied({ text, what, cutAtStart = false }: CopiedProps) {
  return (
    <>
      <code className="truncate text-left select-text" dir={cutAtStart ? 'rtl' : undefined} title={text}>
        <bdi>{text}</bdi>
      </code>
      <IconButton
        icon={Copy}
        label={`Copy ${what.charAt(0).toLowerCase()}${what.slice(1)}`}
        onClick={() => void copyText(text, what)}
      />
    </>
  );
}
