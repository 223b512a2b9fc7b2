import type { Deployment } from '../contract/deployment.ts';
import type { ActiveDeployment } from '../contract/engine.ts';
import { type AtelierError, errorCodes, toAtelierError } from '../contract/errors.ts';
import type { Store } from '../store/open-store.ts';
import type { DeploymentJournal } from './deployment-journal.ts';
import { desiredFunction } from './desired-function.ts';
import type { FunctionFeed } from './function-feed.ts';
import { createOptimiser } from './optimiser.ts';
import { unrecorded } from './packaging-record.ts';
import { packagingRequest } from './packaging-request.ts';
import type { Engine, Packager } from './ports.ts';

/** Decides which deployment of a function is served, and keeps the engine told. */
export interface Traffic {
  /**
   * Serves a deployment before it is READY, which to whoever reads it means that it can be called: `record` makes it so
   * once the engine serves it. Where a newer one is served already, it only records. Throws what `record` throws, and
   * what served the function before serves it again.
   */
  handOver(deployment: Deployment, active: ActiveDeployment, record: () => void): Promise<void>;
  /**
   * Records that a deployment takes its function's traffic, and tells whether it does: the latest to become READY
   * takes it, except that one which was created before the active one and only finished later must not steal it.
   */
  claim(deployment: Deployment): boolean;
  /** Tells the engine the function's current settings, with whatever it serves. */
  applySettings(functionId: string): void;
  /** Records that the newest READY deployment but `leaving` takes over, or none; `restore` then makes it so. */
  moveAway(leaving: Deployment): void;
  /**
   * Makes the engine serve what the store says. A deployment that can't be served any more becomes an ERROR and the
   * newest READY one that remains takes over. After a fault of ours, which is reported, nothing is served and the store
   * keeps what should be.
   */
  restore(functionId: string): Promise<void>;
  /** Ends serving a function that is no more. */
  remove(functionId: string): void;
}

interface TrafficParts {
  readonly store: Store;
  readonly packager: Packager;
  readonly engine: Engine;
  readonly journal: DeploymentJournal;
  readonly functionFeed: FunctionFeed;
  /** Aborted when the control plane closes: from then on nothing is written. */
  readonly stopping: AbortSignal;
  readonly reportFault: (fault: AtelierError) => void;
}

/** The traffic of all functions. What is served is remembered here, so that a change of settings needs no packager. */
export function createTraffic(parts: TrafficParts): Traffic {
  const { store, packager, engine, journal, stopping, reportFault } = parts;
  const served = new Map<string, ActiveDeployment>();
  /** Deployments that are served and not READY yet, by their functions: how they end decides what is served. */
  const arriving = new Map<string, Deployment>();
  const optimiser = createOptimiser({ ...parts, replace });

  function replace(functionId: string, before: ActiveDeployment, after: ActiveDeployment): void {
    if (served.get(functionId) === before) apply(functionId, after);
  }

  function forget(functionId: string): void {
    served.delete(functionId);
    optimiser.giveUp(functionId);
  }

  function apply(functionId: string, active: ActiveDeployment | null): void {
    const settings = store.functions.find(functionId);
    if (settings === undefined) return;
    if (active === null) forget(functionId);
    else served.set(functionId, active);
    engine.apply(desiredFunction(settings, store.egressPolicies.find(functionId), active));
  }

  function isDue({ id, functionId }: Deployment): boolean {
    const current = served.get(functionId)?.deploymentId ?? store.functions.activeDeploymentId(functionId);
    return current === null || !store.deployments.isNewer(current, id);
  }

  async function handOver(
    deployment: Deployment,
    active: ActiveDeployment,
    record: () => void,
  ): Promise<void> {
    if (!isDue(deployment)) return record();
    const { functionId } = deployment;
    const leave = () => arriving.get(functionId) === deployment && arriving.delete(functionId);
    arriving.set(functionId, deployment);
    try {
      serve(functionId, active);
      await engine.settled();
      record();
      leave();
    } catch (error) {
      leave();
      await restore(functionId);
      throw error;
    }
  }

  /** The optimised executable follows when it is made. */
  function serve(functionId: string, active: ActiveDeployment): void {
    apply(functionId, active);
    optimiser.improve(functionId, active);
  }

  async function attemptActive(
    deployment: Deployment,
  ): Promise<{ active: ActiveDeployment } | { failure: AtelierError }> {
    try {
      const release = deployment.releaseId === null ? undefined : store.releases.find(deployment.releaseId);
      if (release === undefined) throw new TypeError(`READY deployment ${deployment.id} has no release`);
      const request = packagingRequest(release, store.buildSettings.find(release.functionId));
      const packaged = await packager.package(request, unrecorded, stopping);
      stopping.throwIfAborted();
      if (release.facts === null) store.releases.setFacts(release.id, packaged.facts);
      const executable = await optimiser.recall(release.id, packaged);
      return { active: { deploymentId: deployment.id, releaseId: release.id, executable } };
    } catch (error) {
      return { failure: toAtelierError(error) };
    }
  }

  function moveAway(leaving: Deployment): void {
    const { functionId } = leaving;
    if (store.functions.activeDeploymentId(functionId) !== leaving.id) return;
    const next = store.deployments
      .listOfFunction(functionId)
      .find(({ id, status }) => id !== leaving.id && status === 'READY');
    store.functions.setActiveDeployment(functionId, next?.id ?? null);
  }

  function giveUp(deployment: Deployment, reason: string): void {
    store.transaction(() => {
      moveAway(deployment);
      const errorReason = `It was READY and can't be served any more: ${reason}`;
      journal.setStatus(deployment, { status: 'ERROR', errorReason });
    });
  }

  async function restore(functionId: string): Promise<void> {
    if (arriving.has(functionId)) return;
    const deploymentId = store.functions.activeDeploymentId(functionId);
    const deployment = deploymentId === null ? undefined : store.deployments.find(deploymentId);
    if (deployment === undefined) return apply(functionId, null);
    const attempt = await attemptActive(deployment);
    if (stopping.aborted || arriving.has(functionId)) return;
    // Meanwhile another deployment may have become active, or this one been deleted: then look again.
    if (store.functions.activeDeploymentId(functionId) !== deploymentId) return restore(functionId);
    if ('active' in attempt) return serve(functionId, attempt.active);
    const { failure } = attempt;
    if (errorCodes[failure.code].owner === 'system' && failure.code !== 'object-damaged') {
      reportFault(failure);
      return apply(functionId, null);
    }
    giveUp(deployment, failure.message);
    return restore(functionId);
  }

  return {
    handOver,
    claim({ id, functionId }) {
      const activeId = store.functions.activeDeploymentId(functionId);
      if (activeId !== null && store.deployments.isNewer(activeId, id)) return false;
      store.functions.setActiveDeployment(functionId, id);
      return true;
    },
    applySettings: (functionId) => apply(functionId, served.get(functionId) ?? null),
    moveAway,
    restore,
    remove(functionId) {
      forget(functionId);
      engine.remove(functionId);
    },
  };
}
