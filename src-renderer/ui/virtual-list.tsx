import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { classNames } from './class-names.ts';

interface VirtualListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
  readonly selected: string | null;
  readonly onSelect: (item: Item) => void;
  /** Enter and double click. */
  readonly onOpen?: (item: Item) => void;
  /** Column names, shown above the rows and moved with them sideways. */
  readonly header?: ReactNode;
  /** Height of a row in pixels. */
  readonly rowHeight?: number;
  /** The last rows are in view: more of them may be wanted. */
  readonly onEnd?: () => void;
  readonly ref?: Ref<VirtualListHandle>;
}

export interface VirtualListHandle {
  /** Brings the selected row into the middle. */
  centre(): void;
}

/** Height of the column names in pixels. */
const headerHeight = 28;

/** A list of any length with one selected row: arrows, Home, End and Page keys move it, Enter opens it. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items, keyOf, children, selected, onSelect, onOpen, onEnd, rowHeight = 26 } = props;
  const above = props.header === undefined ? 0 : headerHeight;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: above,
    scrollPaddingStart: above,
  });
  const index = items.findIndex((item) => keyOf(item) === selected);
  useEffect(() => {
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [index, virtualizer]);
  useImperativeHandle(props.ref, () => ({
    centre: () => {
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'center' });
    },
  }));
  const lastInView = virtualizer.getVirtualItems().at(-1)?.index ?? -1;
  const isAtEnd = items.length > 0 && lastInView === items.length - 1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that the end comes into view, also of a longer list
  useEffect(() => {
    if (isAtEnd) onEnd?.();
  }, [isAtEnd, items.length]);

  const move = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const next = destination(event.key, index, items.length, page);
    const current = items[index];
    if (event.key === 'Enter' && current !== undefined) onOpen?.(current);
    if (next === undefined) return;
    event.preventDefault();
    const item = items[next];
    if (item !== undefined) onSelect(item);
  };
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={label}
      aria-activedescendant={index < 0 ? undefined : `row-${selected}`}
      tabIndex={0}
      onKeyDown={move}
      className="h-full min-h-0 overflow-auto"
    >
      {props.header !== undefined && (
        <div
          aria-hidden
          className="sticky top-0 z-10 border-b bg-canvas text-small font-medium text-ink-muted"
          style={{ height: headerHeight }}
        >
          {props.header}
        </div>
      )}
      <div role="presentation" className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          const key = keyOf(item);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it has the keyboard
            <div
              key={key}
              id={`row-${key}`}
              role="option"
              tabIndex={-1}
              aria-selected={key === selected}
              aria-posinset={row.index + 1}
              aria-setsize={items.length}
              className={classNames(
                'absolute inset-x-0 flex items-center',
                key === selected ? 'bg-selected' : 'hover:bg-hover',
              )}
              style={{ height: row.size, transform: `translateY(${row.start - above}px)` }}
              onClick={() => onSelect(item)}
              onDoubleClick={() => onOpen?.(item)}
            >
              {children(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function destination(key: string, index: number, count: number, page: number): number | undefined {
  const clamp = (next: number): number => Math.max(0, Math.min(count - 1, next));
  switch (key) {
    case 'ArrowDown':
      return clamp(index + 1);
    case 'ArrowUp':
      return clamp(index - 1);
    case 'PageDown':
      return clamp(index + page);
    case 'PageUp':
      return clamp(index - page);
    case 'Home':
      return clamp(0);
    case 'End':
      return clamp(count - 1);
    default:
      return undefined;
  }
}
