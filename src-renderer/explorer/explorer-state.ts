import { create } from 'zustand';
import { refreshCommands } from '../app/commands/registry.ts';
import { readPreference, writePreference } from '../app/preferences.ts';
import type { HowToSelect } from '../ui/tree-keys.ts';
import { movedPath } from './moved-path.ts';
import { fileOfRow, rowOfFile } from './row-ids.ts';

interface ExplorerState {
  /** Ids of the rows that are open. */
  readonly expanded: readonly string[];
  /** The row that the keyboard is on. */
  readonly selected: string | null;
  /** Every row that is chosen. */
  readonly chosen: readonly string[];
  /** Where a range begins. */
  readonly anchor: string | null;
  /** The row that was chosen last because a page showed what it stands for, and not by anybody. */
  readonly followed: string | null;
}

const preferenceKey = 'explorer';
const initial: ExplorerState = {
  expanded: ['functions'],
  selected: null,
  chosen: [],
  anchor: null,
  followed: null,
};

/** What is open and chosen in the explorer's tree; what is open, and where the keyboard was, is kept over restarts. */
export const useExplorer = create<ExplorerState>(() => initial);

/** Brings back the tree of the last session and keeps it from then on; called once preferences are there. */
export function restoreExplorer(): void {
  const { expanded, selected } = { ...initial, ...readPreference<Partial<ExplorerState>>(preferenceKey, {}) };
  useExplorer.setState({ expanded, selected, chosen: selected === null ? [] : [selected], anchor: selected });
  useExplorer.subscribe(refreshCommands);
  useExplorer.subscribe((state) =>
    writePreference(preferenceKey, { expanded: state.expanded, selected: state.selected }),
  );
}

/** Opens or closes a row. */
export function toggleRow(id: string): void {
  useExplorer.setState(({ expanded }) => ({
    expanded: expanded.includes(id) ? expanded.filter((other) => other !== id) : [...expanded, id],
  }));
}

/** Opens rows that may be open already. */
export function expandRows(...ids: readonly string[]): void {
  useExplorer.setState(({ expanded }) => ({ expanded: [...new Set([...expanded, ...ids])] }));
}

/** Chooses a row, in the way that was asked for; `order` has the ids of the rows as they stand. */
export function selectRow(id: string, how: HowToSelect = 'only', order: readonly string[] = []): void {
  useExplorer.setState(({ chosen, anchor }) => {
    if (how === 'toggle') {
      const others = chosen.filter((other) => other !== id);
      return { selected: id, anchor: id, chosen: others.length < chosen.length ? others : [...chosen, id] };
    }
    const [from, to] = [order.indexOf(anchor ?? id), order.indexOf(id)];
    if (how === 'only' || from < 0) return { selected: id, anchor: id, chosen: [id], followed: null };
    return { selected: id, chosen: order.slice(Math.min(from, to), Math.max(from, to) + 1) };
  });
}

/** Chooses the row of what a page shows. */
export function followRow(id: string): void {
  selectRow(id);
  useExplorer.setState({ followed: id });
}

/** Opens a project in the tree and chooses it, as when it was just made. */
export function revealProject(projectId: string): void {
  const id = `project:${projectId}`;
  expandRows(id);
  selectRow(id);
}

/** Follows a file or folder of a project to its new path: what is open in it stays open, and chosen what is chosen. */
export function moveRows(projectId: string, from: string, to: string): void {
  const move = (id: string): string => {
    const file = fileOfRow(id);
    const path = file?.projectId === projectId ? movedPath(file.path, from, to) : undefined;
    if (file === undefined || path === undefined) return id;
    return rowOfFile({ ...file, path });
  };
  useExplorer.setState(({ expanded, selected, chosen, anchor }) => ({
    expanded: expanded.map(move),
    selected: selected && move(selected),
    chosen: chosen.map(move),
    anchor: anchor && move(anchor),
  }));
}
