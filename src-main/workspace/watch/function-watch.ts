import { join, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { diagnosticsOf } from '../../contract/diagnostic.ts';
import { toAtelierError } from '../../contract/errors.ts';
import type { ManifestFunction } from '../../contract/manifest.ts';
import { type DeployContext, deployPrepared, prepareFunction } from '../deploy-function.ts';
import type { DevEvent } from './dev-event.ts';
import type { FolderChange } from './watch-folder.ts';

/** One function that is built and deployed whenever it changes. */
export interface FunctionWatch {
  /**
   * Builds and deploys what there is now, unless that is served already. What is under way is ended where the change has
   * overtaken it; a change that may concern other files waits until it is over.
   */
  refresh(entry: ManifestFunction, change: FolderChange): Promise<void>;
  /** Whether a change of this file concerns it; it does as long as nothing is known of what it is made of. */
  concerns(entry: ManifestFunction, path: string): boolean;
  /** Ends what is under way, and does not begin again. */
  leave(): void;
}

/** Milliseconds. */
const pauses = {
  /** What is nearly done, as a script is, is done sooner than ended and begun anew: a packaging job is a process of its own. */
  overtaken: 200,
  /** Until a platform that did not answer is asked again. */
  retry: 1_000,
};

/** A state of the source that is to be served, and when it was saved. */
interface Task {
  readonly entry: ManifestFunction;
  readonly at: number;
}

/**
 * Watches over one function. Failures are reported once, and what was served goes on being served. `follow` hears what it was
 * made of.
 */
export function watchFunction(
  context: DeployContext,
  name: string,
  report: (event: DevEvent) => void,
  follow: (inputs: readonly string[]) => Promise<void>,
): FunctionWatch {
  /** What the last build was made of that came to its end. */
  let inputs: readonly string[] = [];
  let mayHaveOthers = true;
  let keepsServing = false;
  /** Undefined where it is not known what is served. */
  let servedDigest: string | undefined;
  let failure: string | undefined;
  let next: Task | undefined;
  let current: { readonly entry: ManifestFunction; readonly overtaken: AbortController } | undefined;
  let work: Promise<void> | undefined;

  const isMadeOf = ({ source, watch = [] }: ManifestFunction, path: string): boolean => {
    const named = (inputs.length === 0 ? [source, ...watch] : watch).map((each) =>
      join(context.folder, each),
    );
    // Of a folder that comes or goes, nothing is told of what is in it.
    return [...named, ...inputs].some((input) => isAtOrIn(path, input) || isAtOrIn(input, path));
  };
  const fail = (failed: Omit<DevEvent & { kind: 'failed' }, 'kind' | 'name'>) => {
    if (failed.message !== failure) report({ kind: 'failed', name, ...failed });
    failure = failed.message;
  };
  /** A platform that is away comes back, and nobody has to save a second time for that. */
  const insist = async <Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> => {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        const { code, message } = toAtelierError(error);
        if (code !== 'engine-unavailable' || signal.aborted) throw error;
        const told = `${message} It is asked again until it does.`;
        fail({ message: told, diagnostics: [], deploymentId: null, keepsServing: false });
        await wait(pauses.retry, undefined, { signal });
      }
    }
  };
  const serve = async ({ entry, at }: Task, signal: AbortSignal) => {
    mayHaveOthers = true;
    const prepared = await insist(() => prepareFunction({ ...context, signal }, name, entry), signal);
    signal.throwIfAborted();
    inputs = prepared.built.inputs;
    const followed = follow(inputs);
    mayHaveOthers = false;
    if (prepared.digest === servedDigest) {
      if (failure !== undefined) report({ kind: 'restored', name });
      failure = undefined;
      return;
    }
    const before = servedDigest;
    servedDigest = undefined;
    const deployment = await insist(() => deployPrepared(prepared, () => {}, signal), signal);
    const { id: deploymentId, status, errorReason, diagnostics, url } = deployment;
    if (status === 'ERROR' || url === null) {
      servedDigest = before;
      const message = errorReason ?? 'The platform gave no reason.';
      return fail({ message, diagnostics, deploymentId, keepsServing });
    }
    await followed;
    servedDigest = prepared.digest;
    keepsServing = true;
    failure = undefined;
    report({ kind: 'served', name, url, milliseconds: performance.now() - at, diagnostics });
  };
  const run = async () => {
    for (let task = next; task !== undefined; task = next) {
      next = undefined;
      current = { entry: task.entry, overtaken: new AbortController() };
      const ends = [current.overtaken.signal, ...(context.signal === undefined ? [] : [context.signal])];
      const signal = AbortSignal.any(ends);
      await serve(task, signal).catch((error) => {
        if (signal.aborted) return;
        const { message, details } = toAtelierError(error);
        fail({ message, diagnostics: diagnosticsOf(details), deploymentId: null, keepsServing });
      });
    }
    current = undefined;
    work = undefined;
  };
  return {
    refresh: (entry, { paths, at }) => {
      const isChanged =
        !isDeepStrictEqual(entry, current?.entry) || paths.some((path) => isMadeOf(entry, path));
      const overtaken = isChanged ? current?.overtaken : undefined;
      next = { entry, at: overtaken === undefined ? Math.min(at, next?.at ?? at) : at };
      if (overtaken !== undefined) setTimeout(() => overtaken.abort(), pauses.overtaken).unref();
      work ??= run();
      return work;
    },
    concerns: (entry, path) => mayHaveOthers || isMadeOf(entry, path),
    leave: () => {
      next = undefined;
      current?.overtaken.abort();
    },
  };
}

function isAtOrIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}${sep}`);
}
