import { readPreference, writePreference } from '../app/preferences.ts';

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

function keyOf(projectId: string, path: string): string {
  return `draft.${projectId}.${path}`;
}
