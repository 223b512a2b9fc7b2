import { type Diagnostic, diagnosticsOf } from '../contract/diagnostic.ts';
import { AtelierError, toAtelierError } from '../contract/errors.ts';
import type { Project } from '../contract/rpc/projects.ts';
import { type DeployContext, entryOf, prepareFunction, startPrepared } from './deploy-function.ts';
import { describeProject } from './describe-project.ts';
import { manifestFile, requireManifest } from './manifest/read-manifest.ts';
import type { DevEvent } from './watch/dev-event.ts';
import { watchFolder } from './watch/watch-folder.ts';
import { createWorkspaceWatch } from './watch/workspace-watch.ts';

/** A folder of source that is open. */
export interface OpenProject {
  readonly id: string;
  /** Its real path. */
  readonly folder: string;
  readonly watched: readonly string[];
  describe(): Promise<Project>;
  /** Builds a function and starts its deployment. Throws as `prepareFunction` and `startPrepared`. */
  deploy(name: string): ReturnType<typeof startPrepared>;
  /** Deploys a function now and whenever it changes, or stops doing so. Throws `not-found`. */
  watch(name: string, on: boolean): Promise<void>;
  close(): Promise<void>;
}

/** Opens a project and follows its folder. `changed` hears when its files, its problems or its watches did. */
export function openProject(
  context: DeployContext,
  { id, watched, changed }: { readonly id: string; readonly watched: readonly string[]; changed(): void },
): OpenProject {
  const { folder, target } = context;
  const closing = new AbortController();
  const building = { ...context, signal: closing.signal };
  const complaints = new Map<string, readonly Diagnostic[]>();
  const servedAfter = new Map<string, number>();
  const names = new Set(watched);
  const report = (event: DevEvent) => {
    // what is wrong with the manifest is found by whoever describes the project
    if (event.name === null) return;
    if (event.kind === 'served') servedAfter.set(event.name, event.milliseconds);
    // and what is wrong with a deployment is known to its function
    if (event.kind === 'failed' && event.deploymentId === null)
      complaints.set(event.name, problemsOf(event.message, event.diagnostics));
    else complaints.set(event.name, event.kind === 'served' ? event.diagnostics : []);
    changed();
  };
  const eyes = watchFolder(folder, (change) => {
    watch.change(change);
    changed();
  });
  const watch = createWorkspaceWatch({ ...building, names: watched, report, follow: eyes.follow });
  if (watched.length > 0) void watch.refresh();
  return {
    id,
    folder,
    get watched() {
      return [...names];
    },
    describe: () => describeProject({ id, folder, target, watched: [...names], servedAfter, complaints }),
    deploy: async (name) => {
      const entry = entryOf(await requireManifest(folder), name);
      try {
        const prepared = await prepareFunction(building, name, entry);
        complaints.set(name, prepared.built.warnings ?? []);
        return await startPrepared(prepared);
      } catch (error) {
        const { message, details } = toAtelierError(error);
        complaints.set(name, problemsOf(message, diagnosticsOf(details)));
        throw error;
      } finally {
        changed();
      }
    },
    watch: async (name, on) => {
      if (on) {
        entryOf(await requireManifest(folder), name);
        names.add(name);
        void watch.add(name);
      } else {
        names.delete(name);
        complaints.delete(name);
        servedAfter.delete(name);
        watch.remove(name);
      }
      changed();
    },
    close: async () => {
      eyes.close();
      closing.abort(new AtelierError('conflict', 'The project was closed while it was built.'));
      await watch.settled();
    },
  };
}

/** What a compiler complained of; where nothing did, the function as a whole, which the manifest describes. */
function problemsOf(message: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length > 0) return diagnostics;
  return [{ file: manifestFile, line: null, column: null, severity: 'error', message, text: message }];
}
