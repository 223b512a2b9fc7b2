import { type DeployContext, entryOf } from '../deploy-function.ts';
import { requireManifest } from '../manifest/read-manifest.ts';
import type { DevEvent } from './dev-event.ts';
import { watchFolder } from './watch-folder.ts';
import { createWorkspaceWatch } from './workspace-watch.ts';

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
}

/**
 * Deploys the functions of a workspace and then each of them again when what it is made of changes. Throws `not-found`
 * and `invalid-input` for a manifest that there is not, that is wrong, or that lacks a name.
 */
export async function startDevSession(options: DevOptions): Promise<DevSession> {
  const manifest = await requireManifest(options.folder);
  for (const name of options.names ?? []) entryOf(manifest, name);
  const closing = new AbortController();
  const eyes = watchFolder(options.folder, (change) => watch.change(change));
  const watch = createWorkspaceWatch({ ...options, signal: closing.signal, follow: eyes.follow });
  return {
    started: watch.refresh(),
    close: async () => {
      eyes.close();
      closing.abort();
      await watch.settled();
    },
  };
}
