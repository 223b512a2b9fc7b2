import { Copy } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';

interface CopiedProps {
  readonly text: string;
  /** What the button does, for example `Copy the id`. */
  readonly label: string;
}

/** A text that is too long for its place and can be copied whole. */
export function Copied({ text, label }: CopiedProps) {
  return (
    <>
      <code className="truncate select-text" title={text}>
        {text}
      </code>
      <IconButton icon={Copy} label={label} onClick={() => void navigator.clipboard.writeText(text)} />
    </>
  );
}
