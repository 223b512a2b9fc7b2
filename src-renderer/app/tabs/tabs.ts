import { create } from 'zustand';
import { refreshCommands } from '../commands/registry.ts';
import { readPreference, writePreference } from '../preferences.ts';

/** A tab is an address of the screen; the route that owns the address decides what stands there. */
export interface Tab {
  /** The path as `tabPathOf` spells it, for example `/trace/invocation_…`: there is one tab for each. */
  readonly path: string;
  /** The whole address, with filters and selection, as it was left. */
  readonly href: string;
  readonly title: string;
}

interface TabsState {
  readonly tabs: readonly Tab[];
  /** Paths in the order in which they were last looked at, the one on the screen first. */
  readonly recent: readonly string[];
  readonly closed: readonly Tab[];
}

const preferenceKey = 'tabs';
const longestMemory = 30;
const empty: TabsState = { tabs: [], recent: [], closed: [] };

/** The open tabs; kept over restarts. */
export const useTabs = create<TabsState>(() => empty);

/** Brings back the tabs of the last session and keeps them from then on; called once preferences are there. */
export function restoreTabs(): void {
  useTabs.setState({ ...empty, ...readPreference<TabsState>(preferenceKey, empty) });
  useTabs.subscribe((state) => writePreference(preferenceKey, state));
  useTabs.subscribe(refreshCommands);
}

/** Below this, all pages share one tab: whoever looks for a setting turns over many. */
const sharedPath = '/settings';

/**
 * One spelling for the paths that lead to one tab: routers and people escape more or fewer of the characters that a
 * file's name may have.
 */
export function tabPathOf(pathname: string): string {
  if (pathname.startsWith(`${sharedPath}/`)) return sharedPath;
  return pathname
    .split('/')
    .map((part) => encodeURIComponent(decodeURIComponent(part)))
    .join('/');
}

/** Names of pages whose tab is still to come: a page is drawn before the frame hears of its address. */
const early = new Map<string, string>();

/** Notes that an address is on the screen: its tab is brought up to date, or made beside the one that was. */
export function arriveAt(pathname: string, href: string, title: string): void {
  const path = tabPathOf(pathname);
  useTabs.setState((state) => {
    const known = state.tabs.find((tab) => tab.path === path);
    const name = early.get(path) ?? title;
    early.delete(path);
    const beside = state.tabs.findIndex((tab) => tab.path === state.recent[0]) + 1;
    return {
      tabs:
        known === undefined
          ? state.tabs.toSpliced(beside === 0 ? state.tabs.length : beside, 0, { path, href, title: name })
          : state.tabs.map((tab) => (tab === known ? { ...tab, href } : tab)),
      recent: [path, ...state.recent.filter((other) => other !== path)].slice(0, longestMemory),
    };
  });
}

/** Takes a tab away; gives the address to go to when it was the one on the screen. */
export function closeTab(pathname: string): string | undefined {
  const path = tabPathOf(pathname);
  const state = useTabs.getState();
  const tab = state.tabs.find((other) => other.path === path);
  if (tab === undefined) return undefined;
  const tabs = state.tabs.filter((other) => other !== tab);
  const recent = state.recent.filter((other) => other !== path);
  const closed = [tab, ...state.closed.filter((other) => other.path !== path)].slice(0, longestMemory);
  useTabs.setState({ tabs, recent, closed });
  if (state.recent[0] !== path) return undefined;
  const next = tabs.find((other) => other.path === recent[0]) ?? tabs.at(-1);
  return next?.href ?? '/';
}

/** The address of the tab that was closed last, which is forgotten as closed; undefined where there is none. */
export function takeClosedTab(): string | undefined {
  const [tab, ...closed] = useTabs.getState().closed;
  if (tab !== undefined) useTabs.setState({ closed });
  return tab?.href;
}

/** Gives a tab another name, as when what it shows has arrived or was renamed. */
export function nameTab(pathname: string, title: string): void {
  const path = tabPathOf(pathname);
  useTabs.setState((state) => {
    if (!state.tabs.some((tab) => tab.path === path)) early.set(path, title);
    if (!state.tabs.some((tab) => tab.path === path && tab.title !== title)) return state;
    return { tabs: state.tabs.map((tab) => (tab.path === path ? { ...tab, title } : tab)) };
  });
}

/** Moves a tab to another place in the row. */
export function moveTab(path: string, index: number): void {
  useTabs.setState((state) => {
    const tab = state.tabs.find((other) => other.path === path);
    if (tab === undefined) return state;
    return { tabs: state.tabs.filter((other) => other !== tab).toSpliced(index, 0, tab) };
  });
}

/**
 * Gives tabs other addresses and names, as when what they show was moved; those for which `moved` gives none stay. Gives
 * the address to go to when the one on the screen was among them.
 */
export function readdressTabs(
  moved: (tab: Tab) => Pick<Tab, 'path' | 'title'> | undefined,
): string | undefined {
  const state = useTabs.getState();
  const move = (tab: Tab): Tab => {
    const place = moved(tab);
    if (place === undefined) return tab;
    const search = tab.href.includes('?') ? tab.href.slice(tab.href.indexOf('?')) : '';
    return { ...place, href: `${place.path}${search}` };
  };
  const paths = new Map(state.tabs.map((tab) => [tab.path, move(tab).path]));
  const tabs = state.tabs.map(move);
  const recent = state.recent.map((path) => paths.get(path) ?? path);
  useTabs.setState({ tabs, recent, closed: state.closed.map(move) });
  if (recent[0] === state.recent[0]) return undefined;
  return tabs.find(({ path }) => path === recent[0])?.href;
}
