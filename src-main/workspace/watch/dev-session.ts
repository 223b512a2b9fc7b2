import { join } from 'node:path';
import { toAtelierError } from '../../contract/errors.ts';
import type { Manifest } from '../../contract/manifest.ts';
import { type DeployContext, entryOf } from '../deploy-function.ts';
import { manifestFile, requireManifest } from '../manifest/read-manifest.ts';
import { secretsFile } from '../secrets.ts';
import { type DevEvent, type FunctionWatch, watchFunction } from './function-watch.ts';
import { type FolderChange, watchFolder } from './watch-folder.ts';

/** Functions of a workspace that are built and deployed whenever they change. */
export interface DevSession {
  /** Resolves when everything that was there at the start is served or has failed. */
  readonly started: Promise<void>;
  /** Stops watching, and resolves when what was under way has ended. */
  close(): Promise<void>;
}

export interface DevOptions extends DeployContext {
  /** The functions to watch; null for every function of the manifest, those that are added later as well. */
  readonly names: readonly string[] | null;
  readonly report: (event: DevEvent) => void;
  /** Hears of every batch of changed files, for whoever shows the folder. */
  readonly onFiles?: (paths: readonly string[]) => void;
}

/**
 * Deploys the functions of a workspace and then each of them again when what it is made of changes. Throws `not-found`
 * and `invalid-input` for a manifest that there is not, that is wrong, or that lacks a name.
 */
export async function startDevSession(options: DevOptions): Promise<DevSession> {
  const { folder, names, report } = options;
  const watches = new Map<string, FunctionWatch>();
  let manifest = await requireManifest(folder);
  for (const name of names ?? []) entryOf(manifest, name);
  let problem: string | undefined;
  let work: Promise<unknown> = Promise.resolve();

  const refresh = (at: number, concerned: (name: string, watch: FunctionWatch) => boolean) => {
    const wanted = (names ?? Object.keys(manifest.functions)).filter((name) =>
      Object.hasOwn(manifest.functions, name),
    );
    const refreshed = wanted.map((name) => {
      const watch = watches.get(name) ?? watchFunction(options, name, report);
      const isNew = !watches.has(name);
      watches.set(name, watch);
      return isNew || concerned(name, watch) ? watch.refresh(entryOf(manifest, name), at) : undefined;
    });
    work = Promise.all([work, ...refreshed]);
  };
  const readAgain = async (): Promise<boolean> => {
    try {
      manifest = await requireManifest(folder);
      problem = undefined;
      return true;
    } catch (error) {
      const { message } = toAtelierError(error);
      if (message !== problem)
        report({ kind: 'failed', name: null, message, keepsServing: watches.size > 0 });
      problem = message;
      return false;
    }
  };
  const onChange = async ({ paths, at }: FolderChange) => {
    options.onFiles?.(paths);
    const settings = [manifestFile, secretsFile].some((file) => paths.includes(join(folder, file)));
    if (settings && !(await readAgain())) return;
    refresh(
      at,
      (name, watch) =>
        settings ||
        paths.some((path) => watch.concerns(path) || isFurtherInput(manifest, name, path, folder)),
    );
  };

  const eyes = watchFolder(folder, (change) => void onChange(change));
  refresh(performance.now(), () => true);
  return {
    started: work.then(() => undefined),
    close: async () => {
      eyes.close();
      await work;
    },
  };
}

function isFurtherInput({ functions }: Manifest, name: string, path: string, folder: string): boolean {
  return (functions[name]?.watch ?? []).some((watched) => {
    const input = join(folder, watched);
    return path === input || path.startsWith(`${input}/`);
  });
}
