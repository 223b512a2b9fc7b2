import type { Database } from 'better-sqlite3';
import type { BuildSettings } from '../contract/build-settings.ts';
import type { Deployment, DeploymentStep } from '../contract/deployment.ts';
import type { EgressPolicy } from '../contract/egress.ts';
import type { CloudFunction } from '../contract/function.ts';
import type { PulsarTrigger } from '../contract/pulsar-trigger.ts';
import type { Release } from '../contract/release.ts';
import type { SecretCipher } from './secret-cipher.ts';
import type { Upload } from './uploads.ts';

/** All that the store knew of a function. Releases and deployments are in the order in which they were made. */
export interface DeletedFunction {
  readonly function: CloudFunction;
  readonly activeDeploymentId: string | null;
  readonly releases: readonly Release[];
  readonly deployments: readonly Deployment[];
  readonly steps: Readonly<Record<string, readonly DeploymentStep[]>>;
  readonly uploads: readonly Upload[];
  readonly pulsarTrigger: PulsarTrigger | null;
  /** Not there in what an Atelier deleted that had no such policies. */
  readonly egress?: EgressPolicy;
  /** Likewise. */
  readonly build?: BuildSettings;
}

/** Functions that were deleted a moment ago; their objects are no garbage while they are here. */
export interface TrashRepository {
  put(token: string, deletedAt: string, content: DeletedFunction): void;
  /** Takes it out; undefined where it is not there, or no more. */
  take(token: string): DeletedFunction | undefined;
  /** Forgets what was deleted before that moment. */
  deleteBefore(moment: string): void;
}

/** The trash in a database of the Atelier schema; secrets in it are sealed. */
export function createTrashRepository(database: Database, cipher: SecretCipher): TrashRepository {
  const put = database.prepare<[string, string, string]>(
    'INSERT INTO trash (token, deleted_at, content) VALUES (?, ?, ?)',
  );
  const take = database
    .prepare<[string], string>('DELETE FROM trash WHERE token = ? RETURNING content')
    .pluck();
  const deleteBefore = database.prepare<[string]>('DELETE FROM trash WHERE deleted_at < ?');
  return {
    put: (token, deletedAt, content) =>
      void put.run(token, deletedAt, JSON.stringify(sealSecrets(content, cipher))),
    take: (token) => {
      const content = take.get(token);
      return content === undefined ? undefined : openSecrets(JSON.parse(content) as SealedFunction, cipher);
    },
    deleteBefore: (moment) => void deleteBefore.run(moment),
  };
}

/** As it lies in the database, where the digests of its releases have to be read. */
type SealedFunction = Omit<DeletedFunction, 'function'> & {
  readonly function: Omit<CloudFunction, 'environment'> & { readonly environment: string };
};

function sealSecrets(content: DeletedFunction, cipher: SecretCipher): SealedFunction {
  return {
    ...content,
    function: {
      ...content.function,
      environment: cipher.seal(JSON.stringify(content.function.environment)),
    },
    pulsarTrigger: withToken(content.pulsarTrigger, cipher.seal),
  };
}

function openSecrets(content: SealedFunction, cipher: SecretCipher): DeletedFunction {
  return {
    ...content,
    function: { ...content.function, environment: JSON.parse(cipher.open(content.function.environment)) },
    pulsarTrigger: withToken(content.pulsarTrigger, cipher.open),
  };
}

function withToken(trigger: PulsarTrigger | null, change: (token: string) => string): PulsarTrigger | null {
  if (trigger === null || trigger.pulsar_token === null) return trigger;
  return { ...trigger, pulsar_token: change(trigger.pulsar_token) };
}
