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

/** What is kept of a set of panes: their shares of the whole, in percent, and how large that was, in pixels. */
interface Remembered {
  readonly layout: Layout;
  readonly extent: number;
}

/** Panes beside or below one another, resizable by mouse and keyboard, with sizes that survive a restart. */
export function Split({ name, orientation = 'horizontal', panes }: SplitProps) {
  // Sizes are remembered for each set of panes: hiding one must not squeeze the others for good.
  const key = `split.${name}.${panes.map(({ id }) => id).join('+')}`;
  const remembered = useMemo(() => rememberedAs(key), [key]);
  const group = useRef<GroupImperativeHandle>(null);
  const element = useRef<HTMLDivElement>(null);
  const settledFor = useRef(key);
  // The group goes on when a pane comes or goes: a new one would take what is typed and scrolled in the others with it.
  const settle = (next: Layout): void => {
    // Sizes of the panes that were there before are still told when others have come.
    if (!isOf(next, panes)) return;
    const isNew = settledFor.current !== key;
    settledFor.current = key;
    const box = element.current;
    const extent = (orientation === 'horizontal' ? box?.clientWidth : box?.clientHeight) ?? 0;
    if (extent === 0) return;
    if (isNew && remembered !== undefined) group.current?.setLayout(layoutIn(extent, remembered, panes));
    else writePreference(key, { layout: next, extent } satisfies Remembered);
  };
  const keepsPixels = panes.some(({ fixed }) => fixed);
  return (
    <Group
      groupRef={group}
      elementRef={element}
      orientation={orientation}
      defaultLayout={keepsPixels ? undefined : remembered?.layout}
      onLayoutChanged={settle}
      className="h-full min-h-0 min-w-0"
    >
      {panes.flatMap((pane, index) => [
        ...(index === 0 ? [] : [<Bar key={`${pane.id}-bar`} orientation={orientation} />]),
        <Panel
          key={pane.id}
          id={pane.id}
          defaultSize={(pane.fixed === true && pixelsOf(pane.id, remembered)) || pane.defaultSize}
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

function rememberedAs(key: string): Remembered | undefined {
  const known = readPreference<Partial<Remembered>>(key, {});
  const { layout, extent } = known;
  return layout === undefined || extent === undefined ? undefined : { layout, extent };
}

function pixelsOf(id: string, remembered: Remembered | undefined): string | undefined {
  const share = remembered?.layout[id];
  return share === undefined || remembered === undefined
    ? undefined
    : `${Math.round((share * remembered.extent) / 100)}px`;
}

/** The shares in a window of another size: fixed panes have the pixels that they had, the others share what is left. */
function layoutIn(extent: number, { layout, extent: before }: Remembered, panes: readonly Pane[]): Layout {
  const isFixed = (id: string): boolean => panes.find((pane) => pane.id === id)?.fixed === true;
  const sum = (of: Layout): number =>
    Object.entries(of).reduce((total, [id, share]) => total + (isFixed(id) ? share : 0), 0);
  const fixed = Object.fromEntries(
    Object.entries(layout).map(([id, share]) => [id, isFixed(id) ? (share * before) / extent : share]),
  );
  const stretch = (100 - sum(fixed)) / (100 - sum(layout));
  // Too narrow for that: then all shrink alike.
  if (stretch <= 0 || !Number.isFinite(stretch)) return layout;
  return Object.fromEntries(
    Object.entries(fixed).map(([id, share]) => [id, isFixed(id) ? share : share * stretch]),
  );
}

function isOf(layout: Layout, panes: readonly Pane[]): boolean {
  return Object.keys(layout).length === panes.length && panes.every(({ id }) => layout[id] !== undefined);
}

function Bar({ orientation }: { readonly orientation: 'horizontal' | 'vertical' }) {
  return (
    <Separator
      aria-label="Resize the panes"
      className={classNames(
        'bg-line outline-offset-0 transition-colors hover:bg-accent data-[separator=active]:bg-accent',
        orientation === 'horizontal' ? 'w-px' : 'h-px',
      )}
    />
  );
}
