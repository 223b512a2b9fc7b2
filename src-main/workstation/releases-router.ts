import type { WorkstationContext } from './context.ts';
import { findRelease } from './find-address.ts';

/** The calls about releases and what they consist of. */
export function createReleasesRouter({ rpc, platform }: WorkstationContext) {
  const { reports } = platform.controlPlane;
  const release = (id: string) => findRelease(platform.controlPlane, id);
  return {
    get: rpc.releases.get.handler(({ input }) => release(input.releaseId)),
    report: rpc.releases.report.handler(({ input }) => reports.report(release(input.releaseId))),
    diff: rpc.releases.diff.handler(({ input }) => reports.diff(release(input.before), release(input.after))),
  };
}
