import { AtelierError } from '../../contract/errors.ts';
import { defaultHome } from '../../home/home-folder.ts';
import { findRunningPlatform } from '../../home/running-platform.ts';
import type { CloudTarget } from '../../remote/cloud-client.ts';
import type { CommandIo } from '../command-line.ts';

/**
 * Where the command goes: to `$API_HOST` as `$CLEVER_TOKEN` and `$CLEVER_SECRET`, the variables of the vendor's tools,
 * and otherwise to the platform that runs on this machine. The token without the host stays on this machine too:
 * a variable that was set for something else must not send a deployment to production.
 */
export async function findCloudTarget(environment: CommandIo['environment']): Promise<CloudTarget> {
  if (!environment.API_HOST) {
    const platform = await findRunningPlatform(defaultHome(environment));
    return { host: platform.apiUrl, oauth: platform.oauth, ownerId: platform.ownerId };
  }
  const { CLEVER_TOKEN: token, CLEVER_SECRET: secret } = environment;
  if (!token || !secret)
    throw new AtelierError('usage', 'API_HOST is set, and needs CLEVER_TOKEN and CLEVER_SECRET beside it.');
  return {
    host: apiHost(environment.API_HOST),
    oauth: {
      // Identifies the client, not the user, and a platform verifies the user alone.
      consumerKey: environment.CLEVER_CONSUMER_KEY || 'atelier',
      consumerSecret: environment.CLEVER_CONSUMER_SECRET || 'atelier',
      token,
      secret,
    },
    ownerId: null,
  };
}

function apiHost(text: string): string {
  const withScheme = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme))
    throw new AtelierError('usage', `API_HOST is "${text}", which is not the address of a host.`);
  return withScheme.replace(/\/+$/, '');
}
