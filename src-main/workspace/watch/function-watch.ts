import { sep } from 'node:path';
import { type Diagnostic, diagnosticsOf } from '../../contract/diagnostic.ts';
import { toAtelierError } from '../../contract/errors.ts';
import type { ManifestFunction } from '../../contract/manifest.ts';
import { type DeployContext, deployPrepared, prepareFunction } from '../deploy-function.ts';

/** What became of a change. */
export type DevEvent =
  /** `milliseconds` from the save, or from the start, until it was served. */
  | {
      readonly kind: 'served';
      readonly name: string;
      readonly url: string;
      readonly milliseconds: number;
      /** What the compiler warned of. */
      readonly diagnostics: readonly Diagnostic[];
    }
  /** After a failure, what is served is what the source says again. */
  | { readonly kind: 'restored'; readonly name: string }
  /** `keepsServing` says that an earlier version of this session still answers; `name` is null for the manifest. */
  | {
      readonly kind: 'failed';
      readonly name: string | null;
      readonly message: string;
      readonly diagnostics: readonly Diagnostic[];
      /** The deployment that became an ERROR; null where it did not come to one. */
      readonly deploymentId: string | null;
      readonly keepsServing: boolean;
    };

/** One function that is built and deployed whenever it changes. */
export interface FunctionWatch {
  /** Builds and deploys what there is now, unless that is served already. A call during another is done after it. */
  refresh(entry: ManifestFunction, at: number): Promise<void>;
  /** Whether a change of this file concerns it; it does as long as nothing is known of the inputs. */
  concerns(path: string): boolean;
}

/** Watches over one function. Failures are reported once, and what was served goes on being served. */
export function watchFunction(
  context: DeployContext,
  name: string,
  report: (event: DevEvent) => void,
): FunctionWatch {
  let inputs: readonly string[] | undefined;
  let servedDigest: string | undefined;
  let failure: string | undefined;
  let next: { readonly entry: ManifestFunction; readonly at: number } | undefined;
  let work: Promise<void> | undefined;

  const fail = (message: string, diagnostics: readonly Diagnostic[], deploymentId: string | null) => {
    const keepsServing = servedDigest !== undefined;
    if (message !== failure)
      report({ kind: 'failed', name, message, diagnostics, deploymentId, keepsServing });
    failure = message;
  };
  const serve = async (entry: ManifestFunction, at: number) => {
    inputs = undefined;
    const prepared = await prepareFunction(context, name, entry);
    inputs = [...prepared.built.inputs];
    if (prepared.digest === servedDigest) {
      if (failure !== undefined) report({ kind: 'restored', name });
      failure = undefined;
      return;
    }
    const { id, status, errorReason, diagnostics, url } = await deployPrepared(prepared, () => {});
    if (status === 'ERROR' || url === null)
      return fail(errorReason ?? 'The platform gave no reason.', diagnostics, id);
    servedDigest = prepared.digest;
    failure = undefined;
    report({ kind: 'served', name, url, milliseconds: performance.now() - at, diagnostics });
  };
  const run = async () => {
    for (let task = next; task !== undefined; task = next) {
      next = undefined;
      await serve(task.entry, task.at).catch((error) => {
        if (context.signal?.aborted) return;
        const { message, details } = toAtelierError(error);
        fail(message, diagnosticsOf(details), null);
      });
    }
    work = undefined;
  };
  return {
    refresh: (entry, at) => {
      next = { entry, at: Math.min(at, next?.at ?? at) };
      work ??= run();
      return work;
    },
    concerns: (path) => inputs?.some((input) => path === input || path.startsWith(`${input}${sep}`)) ?? true,
  };
}
