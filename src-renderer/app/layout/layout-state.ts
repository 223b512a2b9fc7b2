import { create } from 'zustand';
import { readPreference, writePreference } from '../preferences.ts';

interface LayoutState {
  /** Area whose sidebar is shown. */
  readonly area: string;
  readonly sidebar: boolean;
  readonly panel: boolean;
  readonly inspector: boolean;
  /** View of the bottom panel. */
  readonly view: string;
}

const preferenceKey = 'layout';
const initial: LayoutState = {
  area: 'project',
  sidebar: true,
  panel: false,
  inspector: false,
  view: 'invocations',
};

/** Which parts of the frame are open; kept over restarts. */
export const useLayout = create<LayoutState>(() => initial);

/** Brings back the frame of the last session and keeps it from then on; called once preferences are there. */
export function restoreLayout(): void {
  useLayout.setState({ ...initial, ...readPreference(preferenceKey, initial) });
  useLayout.subscribe((state) => writePreference(preferenceKey, state));
}

/** Shows an area's sidebar; choosing the one that is shown hides it, as in every editor. */
export function chooseArea(area: string): void {
  useLayout.setState((state) => ({ area, sidebar: state.area !== area || !state.sidebar }));
}

/** Shows an area's sidebar, whatever was shown. */
export function showArea(area: string): void {
  useLayout.setState({ area, sidebar: true });
}

/** Opens or closes the sidebar. */
export function toggleSidebar(): void {
  useLayout.setState((state) => ({ sidebar: !state.sidebar }));
}

/** Opens or closes the bottom panel. */
export function togglePanel(): void {
  useLayout.setState((state) => ({ panel: !state.panel }));
}

/** Shows a view of the bottom panel, whatever was shown. */
export function showPanel(view: string): void {
  useLayout.setState({ panel: true, view });
}

/** Opens or closes the inspector. */
export function toggleInspector(): void {
  useLayout.setState((state) => ({ inspector: !state.inspector }));
}
