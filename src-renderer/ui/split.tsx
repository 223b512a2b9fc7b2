import { type ReactNode, useMemo, useRef } from 'react';
import { Group, type GroupImperativeHandle, type Layout, Panel, Separator } from 'react-resizable-panels';
import { readPreference, writePreference } from '../app/preferences.ts';
import { classNames } from './class-names.ts';

export interface Pane {
  readonly id: string;
  readonly content: ReactNode;
  /** Sizes as the library takes them: `260px`, `40%`. */
  readonly defaultSize?: string;
  readonly minSize?: string;
  /** Keeps its pixels when the window changes. */
  readonly fixed?: boolean;
}

interface SplitProps {
  /** Under this name the sizes are remembered. */
  readonly name: string;
  readonly orientation?: 'horizontal' | 'vertical';
  readonly panes: readonly Pane[];
}

/** Panes beside or below one another, resizable by mouse and keyboard, with sizes that survive a restart. */
export function Split({ name, orientation = 'horizontal', panes }: SplitProps) {
  // Sizes are remembered for each set of panes: hiding one must not squeeze the others for good.
  const key = `split.${name}.${panes.map(({ id }) => id).join('+')}`;
  const layout = useMemo(() => readPreference<Layout | undefined>(key, undefined), [key]);
  const group = useRef<GroupImperativeHandle>(null);
  const settledFor = useRef(key);
  // The group goes on when a pane comes or goes: a new one would take what is typed and scrolled in the others with it.
  const settle = (next: Layout): void => {
    // Sizes of the panes that were there before are still told when others have come.
    if (!isOf(next, panes)) return;
    const isNew = settledFor.current !== key;
    settledFor.current = key;
    if (isNew && layout !== undefined) group.current?.setLayout(layout);
    else writePreference(key, next);
  };
  return (
    <Group
      groupRef={group}
      orientation={orientation}
      defaultLayout={layout}
      onLayoutChanged={settle}
      className="h-full min-h-0 min-w-0"
    >
      {panes.flatMap((pane, index) => [
        ...(index === 0 ? [] : [<Bar key={`${pane.id}-bar`} orientation={orientation} />]),
        <Panel
          key={pane.id}
          id={pane.id}
          defaultSize={pane.defaultSize}
          minSize={pane.minSize ?? '80px'}
          groupResizeBehavior={pane.fixed === true ? 'preserve-pixel-size' : 'preserve-relative-size'}
          className="h-full min-h-0 min-w-0"
        >
          {pane.content}
        </Panel>,
      ])}
    </Group>
  );
}

function isOf(layout: Layout, panes: readonly Pane[]): boolean {
  return Object.keys(layout).length === panes.length && panes.every(({ id }) => layout[id] !== undefined);
}

function Bar({ orientation }: { readonly orientation: 'horizontal' | 'vertical' }) {
  return (
    <Separator
      className={classNames(
        'bg-line outline-offset-0 transition-colors hover:bg-accent data-[separator=active]:bg-accent',
        orientation === 'horizontal' ? 'w-px' : 'h-px',
      )}
    />
  );
}
