import { join } from 'node:path';
import { toAtelierError } from '../../contract/errors.ts';
import type { Manifest, ManifestFunction } from '../../contract/manifest.ts';
import type { DeployContext } from '../deploy-function.ts';
import { manifestFile, requireManifest } from '../manifest/read-manifest.ts';
import { secretsFile } from '../secrets.ts';
import type { DevEvent } from './dev-event.ts';
import { type FunctionWatch, watchFunction } from './function-watch.ts';
import type { FolderChange } from './watch-folder.ts';

/** Keeps functions of a workspace as their source says, told of changes by whoever watches the folder. */
export interface WorkspaceWatch {
  /** Builds and deploys what the changed files concern. */
  readonly change: (change: FolderChange) => void;
  /** Builds and deploys every watched function that is not served as it is; resolves when that is over. */
  refresh(): Promise<void>;
  /** Watches one function more, and deploys it. */
  add(name: string): Promise<void>;
  remove(name: string): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

export interface WorkspaceWatchOptions extends DeployContext {
  /** The functions that are watched from the start; null for all that the manifest has at any time. */
  readonly names: readonly string[] | null;
  readonly report: (event: DevEvent) => void;
  /** Hears what a function was made of: absolute paths, a folder for all in it. */
  readonly follow: (name: string, inputs: readonly string[]) => Promise<void>;
}

/** Whether a function of the manifest has to be looked at again. */
type Concern = (name: string, entry: ManifestFunction, watch: FunctionWatch) => boolean;

/** A watch that has not done anything yet. What the manifest lacks is waited for. */
export function createWorkspaceWatch(options: WorkspaceWatchOptions): WorkspaceWatch {
  const { folder, report, follow } = options;
  const watches = new Map<string, FunctionWatch>();
  const names = options.names === null ? null : new Set(options.names);
  let problem: string | undefined;
  let work: Promise<unknown> = Promise.resolve();

  /** The manifest as it is now; undefined, and reported once, where it is wrong. */
  const readNow = async (): Promise<Manifest | undefined> => {
    try {
      const manifest = await requireManifest(folder);
      if (problem !== undefined) report({ kind: 'restored', name: null });
      problem = undefined;
      return manifest;
    } catch (error) {
      const { message } = toAtelierError(error);
      if (message !== problem)
        report({
          kind: 'failed',
          name: null,
          message,
          diagnostics: [],
          deploymentId: null,
          keepsServing: watches.size > 0,
        });
      problem = message;
      return undefined;
    }
  };
  const leaveAllBut = ({ functions }: Manifest) => {
    for (const [name, watch] of watches) {
      if (Object.hasOwn(functions, name)) continue;
      watches.delete(name);
      watch.leave();
      void follow(name, []);
      report({ kind: 'left', name });
    }
  };
  const serve = async (change: FolderChange, isConcerned: Concern) => {
    const manifest = await readNow();
    if (manifest === undefined) return;
    leaveAllBut(manifest);
    const served = Object.entries(manifest.functions).map(async ([name, entry]) => {
      if (names?.has(name) === false) return;
      const known = watches.get(name);
      const watch = known ?? watchFunction(options, name, report, (inputs) => follow(name, inputs));
      watches.set(name, watch);
      if (known === undefined || isConcerned(name, entry, watch)) await watch.refresh(entry, change);
    });
    await Promise.all(served);
  };
  const begin = (...parameters: Parameters<typeof serve>): Promise<void> => {
    const begun = serve(...parameters);
    work = Promise.all([work, begun]).then(() => undefined);
    return begun;
  };
  return {
    change: (change) => {
      const isForAll = [manifestFile, secretsFile].some((file) => change.paths.includes(join(folder, file)));
      void begin(
        change,
        (_, entry, watch) => isForAll || change.paths.some((path) => watch.concerns(entry, path)),
      );
    },
    refresh: () => begin(nothingChanged(), () => true),
    add: (name) => {
      names?.add(name);
      return begin(nothingChanged(), (candidate) => candidate === name);
    },
    remove: (name) => {
      names?.delete(name);
      watches.delete(name);
      void follow(name, []);
    },
    settled: async () => {
      await work;
    },
  };
}

/** What there is now is what is wanted, whatever it was before. */
function nothingChanged(): FolderChange {
  return { paths: [], at: performance.now() };
}
