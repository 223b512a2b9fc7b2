import { isDeepStrictEqual } from 'node:util';
import type { PackagedRelease, PackagingListener, PackagingRequest } from '../contract/packaging.ts';
import type { Packager } from './ports.ts';

/** Packaging that began before its deployment did. */
export interface PackagingAhead {
  /** Ends it, and what joined it. */
  readonly controller: AbortController;
  /** Whether this is what it makes. */
  makes(request: PackagingRequest): boolean;
  /** Waits for the result, and hears everything that was reported, from the beginning; once. */
  join(listener: PackagingListener): Promise<PackagedRelease>;
}

/** What is packaged ahead of its deployments, which somebody is going to start in a moment. */
export interface Anticipations {
  /** Begins; whatever goes wrong is told who joins, and all is given up where nobody takes it in time. */
  begin(deploymentId: string, request: PackagingRequest): void;
  /** What was begun for a deployment, which is from now on the caller's; undefined where there is nothing. */
  take(deploymentId: string): PackagingAhead | undefined;
  /** Gives up everything. */
  close(): void;
}

/** Milliseconds: clients start what they have uploaded at once. */
const patience = 60_000;

/** Anticipations, none yet. */
export function createAnticipations(packager: Packager): Anticipations {
  const begun = new Map<string, { readonly packaging: PackagingAhead; readonly timer: NodeJS.Timeout }>();
  const take = (deploymentId: string) => {
    const taken = begun.get(deploymentId);
    begun.delete(deploymentId);
    clearTimeout(taken?.timer);
    return taken?.packaging;
  };
  const giveUp = (deploymentId: string) => take(deploymentId)?.controller.abort();
  return {
    begin(deploymentId, request) {
      const timer = setTimeout(giveUp, patience, deploymentId).unref();
      begun.set(deploymentId, { packaging: packageAhead(packager, request), timer });
    },
    take,
    close() {
      for (const deploymentId of begun.keys()) giveUp(deploymentId);
    },
  };
}

/** Begins to package, and keeps what is reported until somebody listens. */
function packageAhead(packager: Packager, request: PackagingRequest): PackagingAhead {
  const controller = new AbortController();
  const reports: ((listener: PackagingListener) => void)[] = [];
  let joined: PackagingListener | undefined;
  const report = (tell: (listener: PackagingListener) => void) => {
    if (joined === undefined) reports.push(tell);
    else tell(joined);
  };
  const listener: PackagingListener = {
    step: (name, state) => report((to) => to.step(name, state)),
    log: (text) => report((to) => to.log(text)),
    executable: (executable) => report((to) => to.executable?.(executable)),
  };
  const work = packager.package(request, listener, controller.signal);
  work.catch(() => undefined);
  return {
    controller,
    makes: (wanted) => isDeepStrictEqual(wanted, request),
    join: async (to) => {
      for (const tell of reports) tell(to);
      joined = to;
      return work;
    },
  };
}
