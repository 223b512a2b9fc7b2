import { defaultHome } from '../../home/home-folder.ts';
import { findRunningPlatform } from '../../home/running-platform.ts';
import type { CloudTarget } from '../../remote/cloud-client.ts';
import { environmentTarget } from '../../remote/environment-target.ts';
import type { CommandIo } from '../command-line.ts';

/** Where the command goes: to the cloud that the environment names, and otherwise to the platform of this machine. */
export async function findCloudTarget(environment: CommandIo['environment']): Promise<CloudTarget> {
  const named = environmentTarget(environment);
  if (named !== null) return named;
  const platform = await findRunningPlatform(defaultHome(environment));
  return { host: platform.apiUrl, oauth: platform.oauth, ownerId: platform.ownerId };
}
