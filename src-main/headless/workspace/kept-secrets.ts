import { realpath } from 'node:fs/promises';
import type { AtelierError } from '../../contract/errors.ts';
import { createCloudClient } from '../../remote/cloud-client.ts';
import { environmentTarget } from '../../remote/environment-target.ts';
import type { SecretSources } from '../../workspace/secrets.ts';
import { findCloudTarget } from '../clever/cloud-target.ts';
import type { CommandIo } from '../command-line.ts';

type KeptSecrets = Pick<SecretSources, 'keptSecrets'>;

/**
 * How to ask the platform of this machine for the secrets that it keeps for a folder. Nothing where the command goes to another
 * cloud, which is not told what this one keeps, and where no platform runs.
 */
export async function findKeptSecrets(environment: CommandIo['environment']): Promise<KeptSecrets> {
  if (environmentTarget(environment) !== null) return {};
  const target = await findCloudTarget(environment).catch((error: AtelierError) => {
    if (error.code === 'conflict') return undefined;
    throw error;
  });
  if (target === undefined) return {};
  const client = createCloudClient(target);
  const address = `/v4/functions/organisations/${target.ownerId}/project-secrets`;
  return {
    keptSecrets: async (folder) => {
      const url = `${address}/${encodeURIComponent(await realpath(folder))}`;
      return client.send({ method: 'get', url, headers: { Accept: 'application/json' } });
    },
  };
}
