import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Exchange, RequestDraft, Variable } from '../contract/rpc/requests.ts';
import type { ExchangeRepository } from '../store/exchanges.ts';
import { type History, openHistory } from './history.ts';
import type { ProjectFiles } from './project-files.ts';
import { createSavedRequests, type SavedRequests } from './saved-requests.ts';
import type { ControlPlaneAccess } from './send/prepare-head.ts';
import { createSender } from './send/sender.ts';
import {
  type BuiltInEnvironments,
  collectVariables,
  environmentNames,
  maskSecrets,
} from './variables/collect-variables.ts';
import { listEnvironments, readSources } from './variables/read-sources.ts';

/** Where a request stands: its project and file, or nowhere. */
export interface RequestPlace {
  readonly projectId: string | null;
  readonly path: string | null;
}

export interface ComposerOptions {
  /** The platform's home folder; bodies of the history are kept in it. */
  readonly home: string;
  readonly exchanges: ExchangeRepository;
  readonly files: ProjectFiles;
  /** The folder of a project. */
  readonly folderOf: (projectId: string) => string;
  /** What the platform keeps of a project's secrets. */
  readonly keptSecrets: (projectId: string) => Readonly<Record<string, string>>;
  /** The environments that are always there, with what a project's functions are called. */
  readonly builtIn: (projectId: string | null) => Promise<BuiltInEnvironments>;
  readonly controlPlane: ControlPlaneAccess;
  /** The product's version, for the User-Agent. */
  readonly version: string;
  readonly onExchange: (exchangeId: string) => void;
  readonly reportFault: (error: unknown) => void;
}

/** Requests that are written, saved and sent. */
export interface Composer {
  readonly saved: SavedRequests;
  readonly history: History;
  /** The variables of a request in an environment, secrets masked. Throws `invalid-input` as `readSources`. */
  variables(place: RequestPlace, environment: string): Promise<Variable[]>;
  environments(projectId: string | null): Promise<string[]>;
  /** Begins to send; how it goes on is in the history. Throws `invalid-input` as `variables`. */
  send(
    input: RequestPlace & {
      readonly draft: RequestDraft;
      readonly requestKey: string | null;
      readonly environment: string;
    },
  ): Promise<Exchange>;
  cancel(exchangeId: string): void;
  /** Cancels what is under way. */
  close(): Promise<void>;
}

/** Opens the composer over the history of earlier runs. */
export async function openComposer(options: ComposerOptions): Promise<Composer> {
  const { files, keptSecrets, builtIn, controlPlane } = options;
  const history = await openHistory({
    exchanges: options.exchanges,
    folder: join(options.home, 'history'),
  });
  const sender = createSender({
    history,
    onChange: options.onExchange,
    reportFault: options.reportFault,
  });
  const variablesOf = async ({ projectId, path }: RequestPlace, environment: string) =>
    collectVariables(
      {
        ...(await readSources(files, projectId, path)),
        kept: projectId === null ? {} : keptSecrets(projectId),
      },
      environment,
      await builtIn(projectId),
    );
  // Paths in a file of requests are relative to it; those of a request without one, to where people keep their files.
  const folderOfRequest = ({ projectId, path }: RequestPlace) =>
    projectId === null ? homedir() : join(options.folderOf(projectId), dirname(path ?? '.'));
  return {
    saved: createSavedRequests(files),
    history,
    variables: async (place, environment) => maskSecrets(await variablesOf(place, environment)),
    environments: async (projectId) =>
      environmentNames(await listEnvironments(files, projectId), await builtIn(projectId)),
    send: async ({ draft, requestKey, environment, ...place }) => {
      return sender.send({
        draft,
        requestKey,
        variables: await variablesOf(place, environment),
        folder: folderOfRequest(place),
        userAgent: `Atelier/${options.version}`,
        controlPlane,
      });
    },
    cancel: sender.cancel,
    close: sender.close,
  };
}
