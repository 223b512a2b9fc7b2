import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight, type LucideIcon } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './class-names.ts';
import { ContextMenu, type MenuGroups } from './menu.tsx';

/** One visible row of a tree; rows come flat and in order, with their level. */
export interface TreeRow {
  readonly id: string;
  /** 1 for the outermost. */
  readonly level: number;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Undefined for a leaf. */
  readonly expanded?: boolean | undefined;
  /** At the right of the row: a status, a size, a mark. */
  readonly aside?: ReactNode;
  readonly muted?: boolean;
}

interface TreeProps {
  readonly label: string;
  readonly rows: readonly TreeRow[];
  readonly selected: string | null;
  readonly onSelect: (row: TreeRow) => void;
  readonly onToggle: (row: TreeRow) => void;
  /** Enter and click: show what the row stands for. */
  readonly onOpen: (row: TreeRow) => void;
  readonly onRename?: (row: TreeRow) => void;
  readonly onDelete?: (row: TreeRow) => void;
  readonly menuOf: (row: TreeRow) => MenuGroups;
}

const rowHeight = 26;
/** How long letters typed one after another count as one word, milliseconds. */
const typingPause = 700;

/** A tree of any size with the keyboard of the ARIA tree pattern: arrows, Home, End, type-ahead, Enter, F2, Delete. */
export function Tree(props: TreeProps) {
  const { label, rows, selected, onSelect, onToggle, onOpen, menuOf } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  });
  const index = rows.findIndex((row) => row.id === selected);
  useEffect(() => {
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [index, virtualizer]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[index];
    const action = actionOf(event, rows, index, typed.current);
    if (action === undefined) return;
    event.preventDefault();
    if (typeof action === 'number') {
      const next = rows[action];
      if (next !== undefined) onSelect(next);
    } else if (row !== undefined) {
      if (action === 'toggle') onToggle(row);
      if (action === 'open') onOpen(row);
      if (action === 'rename') props.onRename?.(row);
      if (action === 'delete') props.onDelete?.(row);
    }
  };
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      aria-activedescendant={index < 0 ? undefined : `tree-${selected}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => index < 0 && rows[0] !== undefined && onSelect(rows[0])}
      className="min-h-0 grow overflow-auto"
    >
      <div role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <ContextMenu key={row.id} groups={menuOf(row)}>
              <Row
                row={row}
                offset={item.start}
                selected={row.id === selected}
                onClick={() => {
                  onSelect(row);
                  onOpen(row);
                }}
                onToggle={() => onToggle(row)}
                onContext={() => onSelect(row)}
              />
            </ContextMenu>
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: TreeRow;
  readonly offset: number;
  readonly selected: boolean;
  readonly onClick: () => void;
  readonly onToggle: () => void;
  readonly onContext: () => void;
}

function Row({ row, offset, selected, onClick, onToggle, onContext, ...trigger }: RowProps) {
  const Icon = row.icon;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keyboard
    <div
      {...trigger}
      id={`tree-${row.id}`}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.level}
      aria-expanded={row.expanded}
      aria-selected={selected}
      className={classNames(
        'absolute inset-x-0 flex items-center gap-1.5 pr-2',
        selected ? 'bg-selected' : 'hover:bg-hover',
        row.muted === true && 'text-ink-muted',
      )}
      style={{ height: rowHeight, transform: `translateY(${offset}px)`, paddingLeft: row.level * 12 - 6 }}
      onClick={onClick}
      onContextMenu={onContext}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the mouse; the keyboard has its arrows */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a larger target for the mouse; the keyboard has its arrows */}
      <span
        className="flex size-4 shrink-0 items-center justify-center"
        onClick={(event) => {
          if (row.expanded === undefined) return;
          event.stopPropagation();
          onToggle();
        }}
      >
        {row.expanded !== undefined && (
          <ChevronRight
            size={13}
            aria-hidden
            className={classNames('text-ink-faint', row.expanded && 'rotate-90')}
          />
        )}
      </span>
      <Icon size={14} aria-hidden className="shrink-0 text-ink-muted" />
      <span className="grow truncate">{row.label}</span>
      {row.aside !== undefined && <span className="shrink-0 text-small text-ink-faint">{row.aside}</span>}
    </div>
  );
}

type Action = number | 'toggle' | 'open' | 'rename' | 'delete';

function actionOf(
  event: KeyboardEvent,
  rows: readonly TreeRow[],
  index: number,
  typed: { text: string; at: number },
): Action | undefined {
  const row = rows[index];
  switch (event.key) {
    case 'ArrowDown':
      return Math.min(index + 1, rows.length - 1);
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'ArrowRight':
      return row?.expanded === false ? 'toggle' : row?.expanded === true ? index + 1 : undefined;
    case 'ArrowLeft':
      return row?.expanded === true ? 'toggle' : parentOf(rows, index);
    case 'Enter':
      return 'open';
    case 'F2':
      return 'rename';
    case 'Delete':
      return 'delete';
    default:
      return typeAhead(event, rows, index, typed);
  }
}

function parentOf(rows: readonly TreeRow[], index: number): number | undefined {
  const level = rows[index]?.level ?? 1;
  const parent = rows.findLastIndex((row, at) => at < index && row.level < level);
  return parent < 0 ? undefined : parent;
}

function typeAhead(
  event: KeyboardEvent,
  rows: readonly TreeRow[],
  index: number,
  typed: { text: string; at: number },
): number | undefined {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  typed.text = event.timeStamp - typed.at < typingPause ? typed.text + event.key : event.key;
  typed.at = event.timeStamp;
  const needle = typed.text.toLowerCase();
  const from = typed.text.length === 1 ? index + 1 : Math.max(index, 0);
  const order = [...rows.keys()].map((offset) => (from + offset) % rows.length);
  return order.find((at) => rows[at]?.label.toLowerCase().startsWith(needle));
}
