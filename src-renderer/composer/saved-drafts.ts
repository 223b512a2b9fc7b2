import type { RequestDraft, SavedRequest } from '../../src-main/contract/rpc/requests.ts';
import { goTo } from '../app/go-to.ts';
import { closeTab, readdressTabs } from '../app/tabs/tabs.ts';
import { rpc } from '../rpc/client.ts';
import { type ComposerState, createScratch, forgetComposer, readComposer, writeComposer } from './drafts.ts';
import { isSameDraft } from './find-saved.ts';
import { requestAddress } from './request-address.ts';

type Saved = NonNullable<ComposerState['saved']>;

/** Whether something was typed that the request's file does not have. */
export function isUnsaved({ draft, saved }: ComposerState): boolean {
  return saved !== null && !isSameDraft(draft, saved.draft);
}

/** Makes a saved request ready for the composer; one that was opened before is as it was left. */
export function openSaved(request: SavedRequest): void {
  if (readComposer(request.key)?.saved == null) takeFromFile(request);
}

/** Shows what a request's file has; what was typed over it becomes a scratch request. */
export function takeFromFile(request: SavedRequest): void {
  const { key, draft } = request;
  const known = readComposer(key);
  if (known !== undefined && isUnsaved(known) && !isSameDraft(known.draft, draft))
    createScratch(known.draft, known.exchangeId);
  writeComposer(key, {
    draft,
    environment: known?.environment ?? 'Local',
    exchangeId: known?.exchangeId ?? null,
    saved: savedIn(request, draft),
  });
}

/**
 * Makes a request the saved one that it is by now, as when it was saved, renamed or moved: its tab and its answers go
 * along. `draft` is what the file has; what was typed beyond it stays.
 */
export function settle(key: string, request: SavedRequest, draft = request.draft): void {
  const state = readComposer(key);
  // Whoever was first has done it: the file is watched, and a save has an answer as well.
  if (state === undefined) return;
  writeComposer(request.key, {
    ...state,
    draft: isUnsaved(state) ? state.draft : draft,
    saved: savedIn(request, draft),
  });
  if (request.key === key) return;
  const next = readdressTabs((tab) =>
    tab.path === requestAddress(key) ? { path: requestAddress(request.key), title: tab.title } : undefined,
  );
  if (next !== undefined) goTo(next);
  void rpc.history.move({ from: key, to: request.key });
  // Once the page shows the saved one: it would say for a moment that the request is gone.
  setTimeout(() => forgetComposer(key));
}

/** Closes the tab of a request. */
export function closeRequest(key: string): void {
  const next = closeTab(requestAddress(key));
  if (next !== undefined) goTo(next);
}

/** Where a request is saved, and what is saved of it. */
function savedIn({ projectId, path, index, version }: SavedRequest, draft: RequestDraft): Saved {
  return { projectId, path, index, version, draft, readAt: Date.now() };
}
