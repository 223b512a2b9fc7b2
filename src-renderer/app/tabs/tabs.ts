import { create } from 'zustand';
import { readPreference, writePreference } from '../preferences.ts';

/** A tab is an address of the screen; what stands there is the matter of the tab kind that owns the address. */
export interface Tab {
  /** The route, for example `/trace/invocation_…`: opening it again shows the tab that is there. */
  readonly path: string;
  readonly title: string;
}

interface TabsState {
  readonly tabs: readonly Tab[];
  readonly active: string | null;
  /** Addresses in the order in which they were last looked at, newest first. */
  readonly recent: readonly string[];
  readonly closed: readonly Tab[];
}

const preferenceKey = 'tabs';
const longestMemory = 30;
const empty: TabsState = { tabs: [], active: null, recent: [], closed: [] };

/** The open tabs; kept over restarts. */
export const useTabs = create<TabsState>(() => empty);
useTabs.subscribe((state) => writePreference(preferenceKey, state));

/** Brings back the tabs of the last session; called once preferences are there. */
export function restoreTabs(): void {
  useTabs.setState({ ...empty, ...readPreference<TabsState>(preferenceKey, empty) });
}

/** Shows the tab at this address, opening it beside the active one where there is none. */
export function openTab(tab: Tab): void {
  useTabs.setState((state) => {
    const known = state.tabs.some(({ path }) => path === tab.path);
    const at = state.tabs.findIndex(({ path }) => path === state.active) + 1;
    return {
      tabs: known
        ? state.tabs.map((other) => (other.path === tab.path ? tab : other))
        : state.tabs.toSpliced(at === 0 ? state.tabs.length : at, 0, tab),
      active: tab.path,
      recent: [tab.path, ...state.recent.filter((path) => path !== tab.path)].slice(0, longestMemory),
    };
  });
}

/** Shows a tab that is open. */
export function activateTab(path: string): void {
  const tab = useTabs.getState().tabs.find((other) => other.path === path);
  if (tab !== undefined) openTab(tab);
}

/** Closes a tab and shows the one that was looked at before it. */
export function closeTab(path: string): void {
  useTabs.setState((state) => {
    const tab = state.tabs.find((other) => other.path === path);
    if (tab === undefined) return state;
    const recent = state.recent.filter((other) => other !== path);
    const active = state.active === path ? (recent[0] ?? null) : state.active;
    return {
      tabs: state.tabs.filter((other) => other !== tab),
      active,
      recent,
      closed: [tab, ...state.closed.filter((other) => other.path !== path)].slice(0, longestMemory),
    };
  });
}

/** Brings back the tab that was closed last. */
export function reopenTab(): void {
  const [tab, ...closed] = useTabs.getState().closed;
  if (tab === undefined) return;
  useTabs.setState({ closed });
  openTab(tab);
}

/** Gives a tab another name, as when what it shows was renamed. */
export function renameTab(path: string, title: string): void {
  useTabs.setState((state) => {
    if (!state.tabs.some((tab) => tab.path === path && tab.title !== title)) return state;
    return { tabs: state.tabs.map((tab) => (tab.path === path ? { path, title } : tab)) };
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
