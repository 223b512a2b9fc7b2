import type { SavedRequest } from '../../src-main/contract/rpc/requests.ts';
import { connection, rpc } from '../rpc/client.ts';
import { showNotice } from '../ui/notice.tsx';
import { type ComposerState, readComposer, updateComposer } from './drafts.ts';
import { settle } from './saved-drafts.ts';
import type { Whereabouts } from './use-follow-saved.ts';

/** What can be done with a request as a whole. */
export interface RequestActions {
  readonly send: () => Promise<void>;
  readonly cancel: () => void;
  readonly save: () => Promise<void>;
}

/** What could not be done with a request, as its page shows it until it is done or dismissed. */
export interface RequestProblem {
  readonly title: string;
  readonly error: unknown;
}

interface Listener {
  /** Asks where a request is saved that has no place yet. */
  readonly onPlaceless: () => void;
  readonly onProblem: (problem: RequestProblem | null) => void;
}

/** The actions of a request as it stands; one that is gone from its file is saved behind the others there. */
export function requestActions(
  requestKey: string,
  { draft, environment, exchangeId, saved }: ComposerState,
  whereabouts: Whereabouts,
  { onPlaceless, onProblem }: Listener,
): RequestActions {
  const tell = async (title: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      onProblem(null);
    } catch (error) {
      onProblem({ title, error });
    }
  };
  return {
    send: () =>
      tell('The request was not sent', async () => {
        if (connection.state !== 'open')
          showNotice({ text: 'The request leaves as soon as the platform answers again.' });
        const place = { projectId: saved?.projectId ?? null, path: saved?.path ?? null };
        const sent = await rpc.requests.send({ draft, requestKey, ...place, environment });
        updateComposer(requestKey, { exchangeId: sent.id });
      }),
    cancel: () => {
      if (exchangeId !== null) void attempt(() => rpc.requests.cancel({ exchangeId }));
    },
    save: async () => {
      if (saved === null) return onPlaceless();
      await tell(`The request was not saved to ${saved.path}`, async () => {
        const { projectId, path, index, version } = saved;
        const place = whereabouts === 'gone' ? { index: null } : { index, version };
        settle(requestKey, await rpc.requests.save({ projectId, path, ...place, draft }), draft);
        showNotice({ text: `Saved to ${saved.path}.` });
      });
    },
  };
}

/** Gives a saved request another name in its file, and in its tab. Rejects where the file can't be changed. */
export async function renameSaved(request: SavedRequest, name: string): Promise<void> {
  const { key, projectId } = request;
  // It may have been saved since it was asked what it should be called.
  const inFile = await rpc.requests.list({ projectId });
  const { path, index, version, draft } = inFile.find((other) => other.key === key) ?? request;
  const renamed = await rpc.requests.save({
    projectId,
    path,
    index,
    version,
    draft: { ...draft, name },
  });
  settle(key, renamed);
  const state = readComposer(renamed.key);
  if (state !== undefined) updateComposer(renamed.key, { draft: { ...state.draft, name } });
}

/** Does something, and says so where it fails. */
export async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    showNotice({ text: error instanceof Error ? error.message : String(error) });
  }
}
