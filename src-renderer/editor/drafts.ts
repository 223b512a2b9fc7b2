import { preferenceKeys, readPreference, usePreference, writePreference } from '../app/preferences.ts';

/** Text that was typed and not saved, with the version of the file that it began from. */
export interface Draft {
  readonly text: string;
  readonly version: string;
}

/** The unsaved text of a file, undefined where there is none; it outlives a crash of the page and of the platform. */
export function readDraft(projectId: string, path: string): Draft | undefined {
  return readPreference<Draft | undefined>(keyOf(projectId, path), undefined);
}

/** Keeps the unsaved text of a file, or with undefined forgets it. */
export function writeDraft(projectId: string, path: string, draft: Draft | undefined): void {
  writePreference(keyOf(projectId, path), draft);
}

/** The unsaved text of a file as React state. */
export function useDraft(projectId: string, path: string): Draft | undefined {
  return usePreference<Draft | undefined>(keyOf(projectId, path), undefined)[0];
}

/** Whether a file has unsaved text. */
export function hasDraft(projectId: string, path: string): boolean {
  return readDraft(projectId, path) !== undefined;
}

/** Moves the drafts of a project to other paths; those for which `moved` gives none stay. */
export function moveDrafts(projectId: string, moved: (path: string) => string | undefined): void {
  const prefix = keyOf(projectId, '');
  for (const key of preferenceKeys(prefix)) {
    const path = key.slice(prefix.length);
    const to = moved(path);
    if (to === undefined) continue;
    writeDraft(projectId, to, readDraft(projectId, path));
    writeDraft(projectId, path, undefined);
  }
}

function keyOf(projectId: string, path: string): string {
  return `draft.${projectId}.${path}`;
}
