import { toAtelierError } from '../../contract/errors.ts';
import { type CloudClient, createCloudClient } from '../../remote/cloud-client.ts';
import { findCloudTarget } from '../clever/cloud-target.ts';
import type { CommandIo } from '../command-line.ts';

/**
 * The way to the platform that the environment leads to, also after that was started again at another address, as it is where
 * it takes whichever port is free. Throws as `findCloudTarget`.
 */
export async function createFollowingClient(environment: CommandIo['environment']): Promise<CloudClient> {
  let client = createCloudClient(await findCloudTarget(environment));
  const hasMoved = async (): Promise<boolean> => {
    const found = await findCloudTarget(environment).catch(() => client.target);
    if (found.host === client.target.host) return false;
    client = createCloudClient(found);
    return true;
  };
  return {
    get target() {
      return client.target;
    },
    send: async (call, bounds) => {
      try {
        return await client.send(call, bounds);
      } catch (error) {
        if (toAtelierError(error).code !== 'engine-unavailable' || !(await hasMoved())) throw error;
        return client.send(call, bounds);
      }
    },
  };
}
