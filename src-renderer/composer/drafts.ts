import type { RequestDraft } from '../../src-main/contract/rpc/requests.ts';
import { readPreference, usePreference, writePreference } from '../app/preferences.ts';

/** What the composer edits: the request, what it was last sent as, and where it is saved. */
export interface ComposerState {
  readonly draft: RequestDraft;
  /** Name of the environment whose variables it is sent with. */
  readonly environment: string;
  /** Ids of its exchanges on the screen: the newest, and the one it is compared with. */
  readonly exchangeId: string | null;
  /** The saved request that it is, null for a scratch one. */
  readonly saved: {
    readonly projectId: string;
    readonly path: string;
    readonly index: number;
    /** Of the request as it was read: a save over somebody else's change is refused. */
    readonly version: string;
    /** When that was, in milliseconds since 1970: what was listed before says nothing about it. */
    readonly readAt: number;
    /** What is saved there. */
    readonly draft: RequestDraft;
  } | null;
}

const scratchList = 'composer.scratch';
const noScratch: readonly string[] = [];

/** A request with nothing in it yet. */
export function emptyDraft(url: string): RequestDraft {
  return {
    name: '',
    method: 'GET',
    url,
    pathParameters: [],
    disabledParameters: [],
    headers: [],
    body: { kind: 'none' },
    authentication: { kind: 'none' },
    httpVersion: '1.1',
    redirects: 0,
    timeout: 0,
  };
}

/** The ids of the scratch requests, newest first. */
export function useScratchIds(): readonly string[] {
  return usePreference(scratchList, noScratch)[0];
}

/** The same, outside a component. */
export function scratchIds(): readonly string[] {
  return readPreference(scratchList, noScratch);
}

/** Makes a scratch request and gives its id; it is kept on disk from the first letter on, and may come with an answer. */
export function createScratch(draft: RequestDraft, exchangeId: string | null = null): string {
  const id = crypto.randomUUID().slice(0, 8);
  restoreScratch(id, { draft, environment: 'Local', exchangeId, saved: null });
  return id;
}

/** Brings back a scratch request that was removed. */
export function restoreScratch(id: string, state: ComposerState): void {
  writeComposer(id, state);
  writePreference(scratchList, [id, ...scratchIds()]);
}

/** Forgets what a request looks like on the screen; a scratch one is gone with it. */
export function forgetComposer(key: string): void {
  writePreference(keyOf(key), undefined);
  writePreference(
    scratchList,
    scratchIds().filter((other) => other !== key),
  );
}

/** What a request looks like on the screen, by its key; undefined where it was never opened. */
export function useComposer(key: string): [ComposerState | undefined, (state: ComposerState) => void] {
  const [state, setState] = usePreference<ComposerState | undefined>(keyOf(key), undefined);
  return [state && complete(state), setState];
}

/** A draft that an earlier version kept has nothing where something was added since. */
function complete(state: ComposerState): ComposerState {
  const draft = { ...emptyDraft(''), ...state.draft };
  const { saved } = state;
  return {
    ...state,
    draft,
    saved: saved && { ...saved, draft: saved.draft ?? draft, readAt: saved.readAt ?? 0 },
  };
}

/** The same, outside a component. */
export function readComposer(key: string): ComposerState | undefined {
  const state = readPreference<ComposerState | undefined>(keyOf(key), undefined);
  return state && complete(state);
}

/** Sets it. */
export function writeComposer(key: string, state: ComposerState): void {
  writePreference(keyOf(key), state);
}

/** Changes some of it, and leaves the rest as it is by now: what was typed while something was waited for stays. */
export function updateComposer(key: string, changes: Partial<ComposerState>): void {
  const state = readComposer(key);
  if (state !== undefined) writeComposer(key, { ...state, ...changes });
}

function keyOf(key: string): string {
  return `composer.request.${key}`;
}
