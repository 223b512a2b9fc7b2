import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { copyText } from '../ui/copy-text.ts';
import { IconButton } from '../ui/icon-button.tsx';

interface FactProps {
  readonly name: string;
  readonly value: string;
  /** What the value means, below it. */
  readonly note?: ReactNode;
  /** Offers to copy it: addresses, folders, ids. */
  readonly copies?: boolean;
}

/** Something that is so and can't be set here. */
export function Fact({ name, value, note, copies = false }: FactProps) {
  return (
    <div className="grid grid-cols-[9rem_minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-1.5">
      <span className="text-ink-muted">{name}</span>
      <span className="min-w-0">
        <span className={copies ? 'font-mono text-small break-all select-text' : 'select-text'}>{value}</span>
        {note !== undefined && <span className="block text-small text-ink-muted">{note}</span>}
      </span>
      <span className="size-6">
        {copies && (
          <IconButton
            icon={Copy}
            label={`Copy: ${name}`}
            side="left"
            onClick={() => void copyText(value, name)}
          />
        )}
      </span>
    </div>
  );
}
