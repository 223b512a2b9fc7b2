import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AtelierError, deserializeError, type SerializedError } from '../../contract/errors.ts';
import type { Digest, Release } from '../../contract/release.ts';
import type { ModuleDiff, ModuleReport } from '../../contract/rpc/functions.ts';
import type { ObjectStore } from '../../registry/object-store.ts';
import { diffModules } from './diff-modules.ts';

/** Reports that are remembered: those of the releases that somebody just looks at. */
const remembered = 8;
/** Functions of a report that a screen gets one by one, the largest; the rest by group. */
const largestFunctions = 1_000;
const mostChanges = 500;

type Answer = { readonly report: ModuleReport } | { readonly error: SerializedError };

/** What releases consist of. A module never changes, so a report is made once. */
export interface ReleaseReports {
  /** Throws `conflict` for a release that was not compiled yet, `invalid-module`, `object-damaged`. */
  report(release: Release): Promise<ModuleReport>;
  diff(before: Release, after: Release): Promise<ModuleDiff>;
}

/** Reports over the objects of a registry, made in threads. */
export function createReleaseReports(objects: ObjectStore): ReleaseReports {
  const reports = new Map<Digest, Promise<ModuleReport>>();

  function find(release: Release): Promise<ModuleReport> {
    const digest = release.wasmDigest;
    if (digest === null)
      throw new AtelierError(
        'conflict',
        `Release ${release.number} was not compiled, so there is nothing to look into. Deploy it first.`,
      );
    const report = reports.get(digest) ?? inspect(objects, digest);
    reports.delete(digest);
    reports.set(digest, report);
    report.catch(() => reports.delete(digest));
    for (const oldest of [...reports.keys()].slice(0, -remembered)) reports.delete(oldest);
    return report;
  }

  return {
    report: async (release) => {
      const report = await find(release);
      return { ...report, functions: summariseFunctions(report.functions) };
    },
    diff: async (before, after) => {
      const diff = diffModules(await find(before), await find(after));
      return { ...diff, functions: diff.functions.slice(0, mostChanges) };
    },
  };
}

async function inspect(objects: ObjectStore, digest: Digest): Promise<ModuleReport> {
  const thread = new Worker(new URL('./inspect-thread.ts', import.meta.url), {
    workerData: await objects.get(digest),
  });
  try {
    const [answer] = (await once(thread, 'message')) as [Answer];
    if ('error' in answer) throw deserializeError(answer.error);
    return answer.report;
  } finally {
    await thread.terminate();
  }
}

function summariseFunctions(functions: ModuleReport['functions']): ModuleReport['functions'] {
  const rest = Map.groupBy(functions.slice(largestFunctions), ({ group }) => group);
  const groups = [...rest].map(([group, members]) => ({
    name: `${members.length.toLocaleString('en')} smaller functions`,
    group,
    size: members.reduce((sum, { size }) => sum + size, 0),
  }));
  return [...functions.slice(0, largestFunctions), ...groups];
}
