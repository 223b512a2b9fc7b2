import { useLocation, useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { ContextMenu, type MenuGroups } from '../../ui/menu.tsx';
import { closeTab, moveTab, type Tab, tabPathOf, useTabs } from './tabs.ts';

/** The open tabs: click, arrows, middle click to close, drag to move. */
export function TabRow() {
  const tabs = useTabs((state) => state.tabs);
  const path = tabPathOf(useLocation().pathname);
  const navigate = useNavigate();
  const close = (closed: string): void => {
    const next = closeTab(closed);
    if (next !== undefined) void navigate({ to: next });
  };
  const closeAll = (closed: readonly Tab[], next: string): void => {
    for (const tab of closed) closeTab(tab.path);
    if (closed.some((tab) => tab.path === path)) void navigate({ to: next });
  };
  const menuOf = (tab: Tab, index: number): MenuGroups => {
    const others = tabs.toSpliced(index, 1);
    const behind = tabs.slice(index + 1);
    return [
      [
        { label: 'Close', run: () => close(tab.path) },
        { label: 'Close others', disabled: others.length === 0, run: () => closeAll(others, tab.href) },
        { label: 'Close to the right', disabled: behind.length === 0, run: () => closeAll(behind, tab.href) },
        { label: 'Close all', run: () => closeAll(tabs, '/') },
      ],
    ];
  };
  const step = (event: KeyboardEvent, index: number): void => {
    const offset = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const tab = offset === 0 ? undefined : tabs.at((index + offset) % tabs.length);
    if (tab !== undefined) void navigate({ to: tab.href });
    if (event.key === 'Delete') close(tabs[index]?.path ?? '');
  };
  if (tabs.length === 0) return null;
  return (
    <div
      role="tablist"
      aria-label="Open tabs"
      // A wheel turns one way alone, and so does the row.
      onWheel={(event) => {
        event.currentTarget.scrollLeft += event.deltaY;
      }}
      className="flex h-8 shrink-0 overflow-x-auto border-b bg-frame [scrollbar-width:none]"
    >
      {tabs.map((tab, index) => (
        <TabHandle
          key={tab.path}
          tab={tab}
          index={index}
          active={tab.path === path}
          onOpen={() => void navigate({ to: tab.href })}
          onClose={() => close(tab.path)}
          menu={menuOf(tab, index)}
          onKeyDown={(event) => step(event, index)}
        />
      ))}
    </div>
  );
}

interface TabHandleProps {
  readonly tab: Tab;
  readonly index: number;
  readonly active: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly menu: MenuGroups;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function TabHandle({ tab, index, active, onOpen, onClose, menu, onKeyDown }: TabHandleProps) {
  const element = useRef<HTMLDivElement>(null);
  // Also when its title or the row gets another width.
  useEffect(() => {
    const [handle, row] = [element.current, element.current?.parentElement];
    if (!active || handle === null || row == null) return;
    const observer = new ResizeObserver(() => handle.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
    for (const observed of [handle, row]) observer.observe(observed);
    return () => observer.disconnect();
  }, [active]);
  const drop = (event: DragEvent): void => {
    const path = event.dataTransfer.getData('text/x-atelier-tab');
    if (path !== '') moveTab(path, index);
  };
  return (
    <ContextMenu groups={menu}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: middle click and drag are a mouse's shortcuts for what the keyboard does on the tab itself */}
      <div
        ref={element}
        role="presentation"
        className={classNames(
          'group relative flex max-w-56 shrink-0 items-center border-r',
          active ? 'bg-canvas text-ink' : 'text-ink-muted hover:bg-hover',
        )}
        onAuxClick={(event) => event.button === 1 && onClose()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
      >
        {active && <span aria-hidden className="absolute inset-x-0 top-0 h-0.5 bg-accent" />}
        <button
          type="button"
          role="tab"
          draggable
          onDragStart={(event) => event.dataTransfer.setData('text/x-atelier-tab', tab.path)}
          aria-selected={active}
          tabIndex={active ? 0 : -1}
          className="h-full min-w-0 truncate pr-7 pl-3"
          title={tab.title}
          onClick={onOpen}
          onKeyDown={onKeyDown}
        >
          {tab.title}
        </button>
        <button
          type="button"
          // For the mouse alone: a tab list holds tabs and nothing else; the keyboard closes with Delete.
          aria-hidden
          title={`Close ${tab.title}`}
          tabIndex={-1}
          className={classNames(
            'absolute right-1 flex size-5 items-center justify-center rounded-small hover:bg-selected',
            !active && 'opacity-0 group-hover:opacity-100 focus:opacity-100',
          )}
          onClick={onClose}
        >
          <X size={13} aria-hidden />
        </button>
      </div>
    </ContextMenu>
  );
}
