import type { RequestDraft, SavedRequest } from '../../src-main/contract/rpc/requests.ts';
import { goTo } from '../app/go-to.ts';
import { readdressTabs, tabPathOf } from '../app/tabs/tabs.ts';
import { type ComposerState, createScratch, readComposer, removeScratch, writeComposer } from './drafts.ts';

/** Whether something was typed that the request's file does not have. */
export function isUnsaved({ draft, saved }: ComposerState): boolean {
  return saved !== null && !isSame(draft, saved.draft);
}

/**
 * Makes a saved request ready for the composer. What was typed into it comes back, unless its file has another request
 * there by now: then the file's is shown, and what was typed becomes a scratch request.
 */
export function openSaved(request: SavedRequest): void {
  const { key, draft, version } = request;
  const known = readComposer(key);
  if (known?.saved?.version === version) return;
  if (known !== undefined && isUnsaved(known) && !isSame(known.draft, draft)) createScratch(known.draft);
  writeComposer(key, { draft, environment: 'Local', exchangeId: null, saved: savedIn(request, draft) });
}

/** Makes a scratch request the saved one that it has become: its tab and its answers go along. */
export function settleScratch(scratchKey: string, request: SavedRequest): void {
  const state = readComposer(scratchKey);
  if (state === undefined) return;
  writeComposer(request.key, { ...state, saved: savedIn(request, state.draft) });
  const next = readdressTabs((tab) =>
    tab.path === addressOf(scratchKey) ? { path: addressOf(request.key), title: tab.title } : undefined,
  );
  if (next !== undefined) goTo(next);
  // Once the page shows the saved one: it would say for a moment that the request is gone.
  setTimeout(() => removeScratch(scratchKey));
}

/** Where a request is saved, and what is saved of it. */
export function savedIn(
  { projectId, path, index, version }: SavedRequest,
  draft: RequestDraft,
): NonNullable<ComposerState['saved']> {
  return { projectId, path, index, version, draft };
}

function isSame(one: RequestDraft, other: RequestDraft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function addressOf(key: string): string {
  return tabPathOf(`/request/${encodeURIComponent(key)}`);
}
