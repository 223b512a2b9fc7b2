import { ChevronRight, Copy } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { classNames } from '../ui/class-names.ts';
import { copyText } from '../ui/copy-text.ts';
import { VirtualList } from '../ui/virtual-list.tsx';
import { isContainer, isNumber } from './exact-json.ts';
import { findInText } from './find-matches.ts';
import { ancestorsOf, type JsonRow, jsonRows, summariseJson } from './json-rows.ts';
import { MarkedText } from './marked-text.tsx';

interface JsonTreeProps {
  readonly value: unknown;
  /** What is marked where it stands. */
  readonly needle: string;
  /** The path of the line that was found, which is opened and selected. */
  readonly found: string | undefined;
}

/** JSON as lines that fold; the path and the value of the chosen one can be copied. */
export function JsonTree({ value, needle, found }: JsonTreeProps) {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<string | null>(null);
  const rows = useMemo(() => jsonRows(value, collapsed), [value, collapsed]);
  useEffect(() => {
    if (found === undefined) return;
    const open = new Set(ancestorsOf(value, found));
    setCollapsed((closed) => new Set([...closed].filter((path) => !open.has(path))));
    setSelected(found);
  }, [value, found]);
  const toggle = (row: JsonRow): void => {
    if (row.expanded === undefined) return;
    const next = new Set(collapsed);
    if (!next.delete(row.path)) next.add(row.path);
    setCollapsed(next);
  };
  const current = rows.find((row) => row.path === selected);
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
        {(row) => <Line row={row} needle={needle} onToggle={() => toggle(row)} />}
      </VirtualList>
      {current !== undefined && (
        <div className="flex h-7 shrink-0 items-center gap-1 border-t px-2">
          <CopyButton title={current.path} what="The path" text={current.path} />
          <span className="grow" />
          <CopyButton title="Value" what="The value" text={textOf(current.value)} />
        </div>
      )}
    </div>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

interface CopyButtonProps {
  readonly title: string;
  /** What it copies, as a notice begins with it. */
  readonly what: string;
  readonly text: string;
}

function CopyButton({ title, what, text }: CopyButtonProps) {
  const label = `Copy ${what.toLowerCase()}`;
  return (
    <button
      type="button"
      aria-label={`${label}: ${title}`}
      title={label}
      className="flex h-5.5 min-w-0 items-center gap-1.5 rounded-control px-1.5 font-mono text-small text-ink-muted hover:bg-hover hover:text-ink"
      onClick={() => void copyText(text, what)}
    >
      <Copy size={12} aria-hidden className="shrink-0" /> <span className="truncate">{title}</span>
    </button>
  );
}

interface LineProps {
  readonly row: JsonRow;
  readonly needle: string;
  readonly onToggle: () => void;
}

function Line({ row, needle, onToggle }: LineProps) {
  const { level, key, value, expanded } = row;
  const summary = summariseJson(value);
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
      {key !== null && (
        <span className="pr-1 text-ink">
          <MarkedText text={key} matches={findInText(key, needle)} />:
        </span>
      )}
      <span className={colourOf(value)}>
        {expanded === undefined ? (
          <MarkedText text={summary} matches={findInText(summary, needle)} />
        ) : (
          summary
        )}
      </span>
    </div>
  );
}

function colourOf(value: unknown): string {
  if (typeof value === 'string') return 'text-good';
  if (isNumber(value)) return 'text-accent';
  return isContainer(value) ? 'text-ink-faint' : 'text-warn';
}
