import { realpath } from 'node:fs/promises';
import type { AtelierError } from '../../contract/errors.ts';
import { environmentTarget } from '../../remote/environment-target.ts';
import type { SecretSources } from '../../workspace/secrets.ts';
import type { CommandIo } from '../command-line.ts';
import { createFollowingClient } from './following-client.ts';

type KeptSecrets = Pick<SecretSources, 'keptSecrets'>;

/**
 * How to ask the platform of this machine for the secrets that it keeps for a folder. Nothing where the command goes to another
 * cloud, which is not told what this one keeps, and where no platform runs.
 */
export async function findKeptSecrets(environment: CommandIo['environment']): Promise<KeptSecrets> {
  if (environmentTarget(environment) !== null) return {};
  const client = await createFollowingClient(environment).catch((error: AtelierError) => {
    if (error.code === 'conflict') return undefined;
    throw error;
  });
  if (client === undefined) return {};
  const address = `/v4/functions/organisations/${client.target.ownerId}/project-secrets`;
  return {
    keptSecrets: async (folder) => {
      const url = `${address}/${encodeURIComponent(await realpath(folder))}`;
      return client.send({ method: 'get', url, headers: { Accept: 'application/json' } });
    },
  };
}
