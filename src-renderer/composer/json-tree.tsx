import { ChevronRight, Copy } from 'lucide-react';
import { useMemo, useState } from 'react';
import { classNames } from '../ui/class-names.ts';
import { VirtualList } from '../ui/virtual-list.tsx';
import { type JsonRow, jsonRows, summariseJson } from './json-rows.ts';

/** JSON as lines that fold; the path of the chosen one can be copied. */
export function JsonTree({ value }: { readonly value: unknown }) {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<string | null>(null);
  const rows = useMemo(() => jsonRows(value, collapsed), [value, collapsed]);
  const toggle = (row: JsonRow): void => {
    if (row.expanded === undefined) return;
    const next = new Set(collapsed);
    if (!next.delete(row.path)) next.add(row.path);
    setCollapsed(next);
  };
  return (
    <div className="flex h-full flex-col">
      <VirtualList
        label="Response as JSON"
        rowHeight={22}
        items={rows}
        keyOf={(row) => row.path}
        selected={selected}
        onSelect={(row) => setSelected(row.path)}
        onOpen={toggle}
      >
        {(row) => <Line row={row} onToggle={() => toggle(row)} />}
      </VirtualList>
      {selected !== null && (
        <button
          type="button"
          className="flex h-7 shrink-0 items-center gap-2 border-t px-3 text-left font-mono text-small text-ink-muted hover:bg-hover"
          onClick={() => void navigator.clipboard.writeText(selected)}
        >
          <Copy size={12} aria-hidden /> <span className="truncate">{selected}</span>
        </button>
      )}
    </div>
  );
}

function Line({ row, onToggle }: { readonly row: JsonRow; readonly onToggle: () => void }) {
  const { level, key, value, expanded } = row;
  return (
    <div
      className="flex items-center font-mono text-small whitespace-nowrap"
      style={{ paddingLeft: 8 + level * 14 }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a target for the mouse; Enter on the line does the same */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a target for the mouse; Enter on the line does the same */}
      <span className="flex w-4 justify-center" onClick={onToggle}>
        {expanded !== undefined && (
          <ChevronRight
            size={12}
            aria-hidden
            className={classNames('text-ink-faint', expanded && 'rotate-90')}
          />
        )}
      </span>
      {key !== null && <span className="pr-1 text-ink">{key}:</span>}
      <span className={colourOf(value)}>{summariseJson(value)}</span>
    </div>
  );
}

function colourOf(value: unknown): string {
  if (typeof value === 'string') return 'text-good';
  if (typeof value === 'number') return 'text-accent';
  return typeof value === 'object' && value !== null ? 'text-ink-faint' : 'text-warn';
}
