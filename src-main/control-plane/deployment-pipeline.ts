import type { Deployment } from '../contract/deployment.ts';
import type { ActiveDeployment } from '../contract/engine.ts';
import { AtelierError, toAtelierError } from '../contract/errors.ts';
import type { Executable } from '../contract/executable.ts';
import type { Release } from '../contract/release.ts';
import type { Store } from '../store/open-store.ts';
import { recordFailure } from './deployment-failure.ts';
import type { DeploymentJournal } from './deployment-journal.ts';
import { desiredFunction } from './desired-function.ts';
import { createAnticipations, type PackagingAhead } from './package-ahead.ts';
import { recordPackaging, unrecorded } from './packaging-record.ts';
import { factsOf, packagingRequest } from './packaging-request.ts';
import type { Engine, Packager } from './ports.ts';
import type { Traffic } from './traffic.ts';

/**
 * Takes deployments from PACKAGING to READY or ERROR. The store says at every moment how far a deployment is, and
 * every step may be done again, so a deployment that was interrupted anywhere is simply started again.
 */
export interface DeploymentPipeline {
  /**
   * Begins to package what is being uploaded for a deployment, which somebody is going to start in a moment. Nothing of it shows
   * before; it is given up where nobody comes.
   */
  anticipate(deployment: Deployment, upload: Pick<Release, 'digest' | 'content'>): void;
  /** Begins or continues a deployment in the background; does nothing where it is under way already. */
  start(deploymentId: string): void;
  /** Ends the work on a deployment at once, without a trace of it in the store. */
  cancel(deploymentId: string): void;
  /** Ends all work, as `cancel` does, and resolves when nothing of it is left. */
  close(): Promise<void>;
}

interface PipelineParts {
  readonly store: Store;
  readonly packager: Packager;
  readonly engine: Engine;
  readonly journal: DeploymentJournal;
  readonly traffic: Traffic;
  /** Hears of failures that are not the user's, which a deployment only shows in general words. */
  readonly reportFault: (fault: AtelierError) => void;
}

/** An executable is a few objects, each of which may be found damaged in its turn. */
const mostAttempts = 4;

/** A pipeline over the store. How much is done at once is bounded by the packager and the engine, not here. */
export function createDeploymentPipeline(parts: PipelineParts): DeploymentPipeline {
  const underWay = new Map<string, { controller: AbortController; finished: Promise<void> }>();
  const anticipations = createAnticipations(parts.packager);
  const cancel = (deploymentId: string) => {
    anticipations.take(deploymentId)?.controller.abort();
    underWay.get(deploymentId)?.controller.abort();
  };
  return {
    anticipate({ id, functionId, platform }, upload) {
      const settings = parts.store.buildSettings.find(functionId);
      anticipations.begin(id, packagingRequest({ ...upload, platform, wasmDigest: null }, settings));
    },
    start(deploymentId) {
      const earlier = underWay.get(deploymentId);
      if (earlier !== undefined && !earlier.controller.signal.aborted) return;
      const ahead = anticipations.take(deploymentId);
      const { controller } = ahead ?? { controller: new AbortController() };
      const begin = () => deploy(parts, deploymentId, ahead, controller.signal);
      // One that was cancelled a moment ago may still be on its way out.
      const finished = (earlier === undefined ? begin() : earlier.finished.then(begin))
        .catch((fault: unknown) => parts.reportFault(toAtelierError(fault)))
        .finally(() => {
          if (underWay.get(deploymentId)?.controller === controller) underWay.delete(deploymentId);
        });
      underWay.set(deploymentId, { controller, finished });
    },
    cancel,
    async close() {
      const all = [...underWay];
      anticipations.close();
      for (const [deploymentId] of all) cancel(deploymentId);
      await Promise.all(all.map(([, { finished }]) => finished));
    },
  };
}

async function deploy(
  parts: PipelineParts,
  deploymentId: string,
  ahead: PackagingAhead | undefined,
  signal: AbortSignal,
): Promise<void> {
  const deployment = parts.store.deployments.find(deploymentId);
  const release = deployment?.releaseId == null ? undefined : parts.store.releases.find(deployment.releaseId);
  if (deployment === undefined || release === undefined) return;
  try {
    const active = await prepareToServe(parts, deployment, release, ahead, signal);
    await activate(parts, deployment, active, signal);
  } catch (error) {
    if (!signal.aborted) await recordFailure(parts, deployment, error, signal);
  }
}

/**
 * Packages and schedules. What was packaged before may have been damaged on the disk since, which shows when it is
 * loaded and takes it away: then it is made anew.
 */
async function prepareToServe(
  parts: PipelineParts,
  deployment: Deployment,
  release: Release,
  ahead: PackagingAhead | undefined,
  signal: AbortSignal,
): Promise<ActiveDeployment> {
  for (let attempt = 1; ; attempt += 1) {
    const usable = attempt === 1 ? ahead : undefined;
    const executable = await packageRelease(parts, deployment, release, usable, signal);
    const active = { deploymentId: deployment.id, releaseId: release.id, executable };
    try {
      await schedule(parts, deployment, active, signal);
      return active;
    } catch (error) {
      if (toAtelierError(error).code !== 'object-damaged' || attempt === mostAttempts) throw error;
    }
  }
}

async function packageRelease(
  parts: PipelineParts,
  deployment: Deployment,
  release: Release,
  ahead: PackagingAhead | undefined,
  signal: AbortSignal,
): Promise<Executable> {
  const { store, packager, journal } = parts;
  const packagedBefore = deployment.status === 'DEPLOYING';
  const record = packagedBefore ? unrecorded : recordPackaging(journal, deployment, signal);
  const listener = {
    ...record,
    executable: (early: Executable) => headStart(parts, deployment, release, early, signal),
  };
  const request = packagingRequest(release, store.buildSettings.find(release.functionId));
  const work = ahead?.makes(request) ? ahead.join(listener) : packager.package(request, listener, signal);
  const packaged = await unlessAborted(work, signal);
  store.progress(() => {
    record.complete();
    // A release that was compiled before was packaged from its WebAssembly now, and keeps what is known of it.
    if (release.wasmDigest === null) store.releases.setPackaged(release.id, packaged);
    const facts = factsOf(release, packaged);
    store.releases.setFacts(release.id, facts);
    journal.setStatus(deployment, { status: 'DEPLOYING', diagnostics: facts.diagnostics ?? [] });
    journal.startStep(deployment, 'schedule');
  });
  return packaged.executable;
}

/** Has the engine load what is still on its way to the disk. Where that fails, it fails again when it is its turn. */
function headStart(
  parts: PipelineParts,
  deployment: Deployment,
  release: Release,
  executable: Executable,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  const early = { deploymentId: deployment.id, releaseId: release.id, executable };
  schedule(parts, deployment, early, signal).catch(() => undefined);
}

async function schedule(
  { store, engine }: PipelineParts,
  { functionId }: Deployment,
  active: ActiveDeployment,
  signal: AbortSignal,
): Promise<void> {
  const settings = store.functions.find(functionId);
  if (settings === undefined) throw new AtelierError('not-found', 'The function was deleted.');
  const egress = store.egressPolicies.find(settings.id);
  await unlessAborted(engine.prepare(desiredFunction(settings, egress, active)), signal);
}

async function activate(
  { store, journal, traffic }: PipelineParts,
  deployment: Deployment,
  active: ActiveDeployment,
  signal: AbortSignal,
): Promise<void> {
  store.progress(() => {
    journal.endStep(deployment, 'schedule', 'done');
    journal.startStep(deployment, 'activate');
  });
  await traffic.handOver(deployment, active, () => {
    signal.throwIfAborted();
    store.transaction(() => {
      if (!traffic.claim(deployment))
        journal.log(deployment, 'activate', 'A newer deployment has the traffic and keeps it.\n');
      journal.endStep(deployment, 'activate', 'done');
      journal.setStatus(deployment, { status: 'READY' });
    });
  });
}

/** The outcome of the work, or a rejection as soon as the signal is aborted, however long the work still takes. */
async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const result = await Promise.race([work, aborted]);
  signal.throwIfAborted();
  return result;
}
