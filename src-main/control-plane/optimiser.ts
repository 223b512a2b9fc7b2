import type { OptimisationLevel } from '../contract/build-settings.ts';
import type { ActiveDeployment } from '../contract/engine.ts';
import { type AtelierError, errorCodes, toAtelierError } from '../contract/errors.ts';
import type { Executable } from '../contract/executable.ts';
import type { PackagedRelease, PackagingRequest } from '../contract/packaging.ts';
import type { Release } from '../contract/release.ts';
import type { Store } from '../store/open-store.ts';
import { desiredFunction } from './desired-function.ts';
import type { FunctionFeed } from './function-feed.ts';
import { unrecorded } from './packaging-record.ts';
import { factsOf, packagingRequest } from './packaging-request.ts';
import type { Engine, Packager } from './ports.ts';

/**
 * Makes the optimised executables of what is served already, behind its back. Nothing of that is state: after a crash
 * the compiler's output is served, and the work begins again.
 */
export interface Optimiser {
  /**
   * The executable to serve for a release that was packaged now: the optimised one, where it was made before. The
   * release's facts become those of what is served.
   */
  recall(releaseId: string, packaged: PackagedRelease): Promise<Executable>;
  /** Optimises what a function serves now, unless that is as it should be, and then serves that. */
  improve(functionId: string, active: ActiveDeployment): void;
  /** Ends the work for a function. */
  giveUp(functionId: string): void;
}

interface OptimiserParts {
  readonly store: Store;
  readonly packager: Packager;
  readonly engine: Engine;
  readonly functionFeed: FunctionFeed;
  /** Aborted when the control plane closes: from then on nothing is written. */
  readonly stopping: AbortSignal;
  readonly reportFault: (fault: AtelierError) => void;
  /** Serves `after` in place of `before`, unless something else is served meanwhile. */
  readonly replace: (functionId: string, before: ActiveDeployment, after: ActiveDeployment) => void;
}

/** What a request asks the packager for. */
type OptimisationRequest = PackagingRequest & { readonly optimisation: OptimisationLevel };

/** The optimiser of all functions; the packager decides how many are worked on at once. */
export function createOptimiser(parts: OptimiserParts): Optimiser {
  const { store, packager, stopping, reportFault } = parts;
  const underWay = new Map<string, AbortController>();
  const giveUp = (functionId: string) => {
    underWay.get(functionId)?.abort();
    underWay.delete(functionId);
  };
  return {
    async recall(releaseId, packaged) {
      const release = store.releases.find(releaseId);
      if (release === undefined) return packaged.executable;
      const level = levelFor(store, release, packaged.executable);
      if (wasKept(release, level)) return packaged.executable;
      const recalled = level === 'O0' ? undefined : await packager.recall(requestFor(store, release, level));
      const chosen = recalled ?? packaged;
      if (!stopping.aborted && release.facts?.optimisation?.level !== chosen.facts.optimisation?.level)
        store.releases.setFacts(releaseId, factsOf(release, chosen));
      return chosen.executable;
    },
    improve(functionId, active) {
      giveUp(functionId);
      const release = store.releases.find(active.releaseId);
      if (release === undefined) return;
      if (active.executable.originsDigest !== undefined) return;
      const level = levelFor(store, release, active.executable);
      if (level === 'O0' || wasKept(release, level)) return;
      const request = requestFor(store, release, level);
      const controller = new AbortController();
      underWay.set(functionId, controller);
      const signal = AbortSignal.any([controller.signal, stopping]);
      optimise(parts, release, active, request, signal)
        .catch((error: unknown) => {
          if (!signal.aborted) keepAsItIs(parts, release, request, toAtelierError(error));
        })
        .catch((fault: unknown) => reportFault(toAtelierError(fault)))
        .finally(() => {
          if (underWay.get(functionId) === controller) underWay.delete(functionId);
        });
    },
    giveUp,
  };
}

/** How far a release is to be optimised; `O0` is not at all. The runtime that scripts share never is. */
function levelFor(store: Store, release: Release, { kind }: Executable): OptimisationLevel {
  const { optimisation } = store.buildSettings.find(release.functionId);
  if (kind === 'javascript') return 'O0';
  if (optimisation !== 'auto') return optimisation;
  return release.facts?.compilerOptimised === false ? 'O2' : 'O0';
}

/** Whether optimising it to this level was tried and came to nothing. */
function wasKept({ facts }: Release, level: OptimisationLevel): boolean {
  return facts?.optimisation?.outcome === 'kept' && facts.optimisation.level === level;
}

function requestFor(store: Store, release: Release, optimisation: OptimisationLevel): OptimisationRequest {
  return { ...packagingRequest(release, store.buildSettings.find(release.functionId)), optimisation };
}

async function optimise(
  parts: OptimiserParts,
  release: Release,
  active: ActiveDeployment,
  request: OptimisationRequest,
  signal: AbortSignal,
): Promise<void> {
  const { store, packager, engine, functionFeed, replace } = parts;
  const { functionId } = release;
  const packaged = await packager.package(request, unrecorded, signal);
  const settings = store.functions.find(functionId);
  if (settings === undefined) return;
  if (packaged.facts.optimisation?.outcome === 'optimised') {
    const better = { ...active, executable: packaged.executable };
    await engine.prepare(desiredFunction(settings, store.egressPolicies.find(functionId), better));
    signal.throwIfAborted();
    replace(functionId, active, better);
  }
  store.releases.setFacts(release.id, factsOf(release, packaged));
  functionFeed.publish(functionId);
}

/** Records why the compiler's output goes on being served. What is a fault of ours is tried again at the next start. */
function keepAsItIs(
  { store, functionFeed, reportFault }: OptimiserParts,
  release: Release,
  { optimisation: level }: OptimisationRequest,
  failure: AtelierError,
): void {
  const { facts, functionId } = release;
  if (errorCodes[failure.code].owner === 'system') reportFault(failure);
  if (errorCodes[failure.code].owner === 'system' || facts === null) return;
  const reason = failure.message;
  store.releases.setFacts(release.id, {
    ...facts,
    optimisation: { level, outcome: 'kept', optimiser: 'Binaryen', flags: [], size: null, reason },
    warnings: [...facts.warnings, `Optimising it (${level}) kept the compiler’s output: ${reason}`],
  });
  functionFeed.publish(functionId);
}
