import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { type ComponentProps, type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import { classNames } from './class-names.ts';
import { ContextMenu, type MenuGroups } from './menu.tsx';
import { actionOf, type HowToSelect } from './tree-keys.ts';
import type { TreeRow } from './tree-row.ts';
import { Truncated } from './truncated.tsx';

interface TreeProps<Row extends TreeRow> {
  readonly label: string;
  readonly rows: readonly Row[];
  /** A row with what is drawn of it besides its label; asked for those in view alone. */
  readonly drawn: (row: Row) => TreeRow;
  /** The row that the keyboard is on. */
  readonly selected: string | null;
  /** Every row that is chosen, the one above among them unless it was taken out. */
  readonly chosen: ReadonlySet<string>;
  readonly onSelect: (row: TreeRow, how: HowToSelect) => void;
  readonly onToggle: (row: TreeRow) => void;
  /** Enter and click: show what the row stands for. */
  readonly onOpen: (row: TreeRow) => void;
  readonly onRename?: (row: TreeRow) => void;
  readonly onDelete?: (row: TreeRow) => void;
  readonly menuOf: (row: TreeRow) => MenuGroups;
  /** The menu of the room beside and below the rows. */
  readonly menu: MenuGroups;
}

const rowHeight = 26;

/**
 * A tree of any size with the keyboard of the ARIA tree pattern: arrows, Home, End, type-ahead, Enter, F2, Delete; with
 * Shift they choose a range, and Ctrl+Space chooses one row more.
 */
export function Tree<Row extends TreeRow>(props: TreeProps<Row>) {
  const { label, rows, drawn, selected, chosen, onSelect, onToggle, onOpen, menuOf, menu } = props;
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
    if (event.target !== event.currentTarget) return;
    const row = rows[index];
    const action = actionOf(event, rows, index, typed.current);
    if (action === undefined) return;
    event.preventDefault();
    if (typeof action === 'number') {
      const next = rows[action];
      if (next !== undefined) onSelect(next, event.shiftKey ? 'range' : 'only');
    } else if (row !== undefined) {
      if (action === 'choose') onSelect(row, 'toggle');
      if (action === 'toggle') onToggle(row);
      if (action === 'open') onOpen(row);
      if (action === 'menu') showMenuOf(row.id);
      if (action === 'rename') props.onRename?.(row);
      if (action === 'delete') props.onDelete?.(row);
    }
  };
  const onClick = (row: TreeRow, event: MouseEvent): void => {
    const how = event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only';
    onSelect(row, how);
    if (how === 'only') onOpen(row);
  };
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      aria-multiselectable
      aria-activedescendant={index < 0 ? undefined : `tree-${selected}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        // The tree has the focus, whichever row was clicked: a row may scroll away, or go.
        if (event.target.role === 'treeitem') event.currentTarget.focus({ preventScroll: true });
        if (event.target === event.currentTarget && selected === null && rows[0] !== undefined)
          onSelect(rows[0], 'only');
      }}
      // The row that the keyboard is on has the ring.
      className={classNames('min-h-0 grow overflow-auto', index >= 0 && 'outline-none')}
    >
      <ContextMenu groups={menu}>
        <div
          role="presentation"
          className="relative min-h-full"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const known = rows[item.index];
            if (known === undefined) return null;
            const row = drawn(known);
            const element = (
              <RowElement
                row={row}
                offset={item.start}
                selected={row.id === selected}
                chosen={chosen.has(row.id)}
                onClick={(event) => onClick(row, event)}
                onToggle={() => onToggle(row)}
                onContext={() => row.field === undefined && !chosen.has(row.id) && onSelect(row, 'only')}
              />
            );
            return (
              // It stays around a row that is named: a menu that went with the choice would take the focus back from the field.
              <ContextMenu key={row.id} groups={row.field === undefined ? menuOf(row) : []}>
                {element}
              </ContextMenu>
            );
          })}
        </div>
      </ContextMenu>
    </div>
  );
}

/** The tree has the focus and hears the menu key, which is meant for the row that the keyboard is on. */
function showMenuOf(id: string): void {
  const row = document.getElementById(`tree-${id}`);
  if (row === null) return;
  const { left, bottom } = row.getBoundingClientRect();
  const place = { clientX: left + 24, clientY: bottom };
  row.dispatchEvent(new window.MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...place }));
}

/** What else it is given is the menu's that surrounds it. */
interface RowProps extends Omit<ComponentProps<'div'>, 'onClick' | 'onToggle'> {
  readonly row: TreeRow;
  readonly offset: number;
  readonly selected: boolean;
  readonly chosen: boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onToggle: () => void;
  readonly onContext: () => void;
}

function RowElement({ row, offset, selected, chosen, onClick, onToggle, onContext, ...trigger }: RowProps) {
  const Icon = row.icon;
  const isWritten = row.field !== undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keyboard
    <div
      {...trigger}
      id={`tree-${row.id}`}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.level}
      aria-expanded={row.expanded}
      aria-selected={chosen}
      className={classNames(
        'absolute inset-x-0 flex items-center gap-1.5 pr-2',
        chosen ? 'bg-selected' : 'hover:bg-hover',
        selected &&
          'in-focus-visible:outline-1 in-focus-visible:-outline-offset-1 in-focus-visible:outline-accent',
        isWritten && 'z-10',
        row.muted === true && 'text-ink-muted',
      )}
      style={{ height: rowHeight, transform: `translateY(${offset}px)`, paddingLeft: row.level * 12 - 6 }}
      onClick={isWritten ? undefined : onClick}
      onContextMenu={(event) => {
        onContext();
        if (isWritten) event.stopPropagation();
        trigger.onContextMenu?.(event);
      }}
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
      {row.field ?? <Truncated text={row.label} className="grow" />}
      {row.aside !== undefined && !isWritten && (
        <span className="flex shrink-0 items-center text-small text-ink-faint">{row.aside}</span>
      )}
    </div>
  );
}
