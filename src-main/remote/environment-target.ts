import { AtelierError } from '../contract/errors.ts';
import type { CloudTarget } from './cloud-client.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The cloud that the variables of the vendor's tools name: `$API_HOST`, as `$CLEVER_TOKEN` and `$CLEVER_SECRET`. Null
 * without a host: a token that was set for something else must not send anything to production. Throws `usage` where
 * the variables name no cloud that could be asked.
 */
export function environmentTarget(environment: Environment): CloudTarget | null {
  if (!environment.API_HOST) return null;
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

/** A platform of this machine, which speaks without TLS: nobody listens between it and us. */
const loopback = /^(127(\.\d+){3}|localhost|\[::1\])(:\d+)?\/*$/i;

function apiHost(text: string): string {
  const scheme = loopback.test(text) ? 'http' : 'https';
  const withScheme = /^https?:\/\//i.test(text) ? text : `${scheme}://${text}`;
  if (!URL.canParse(withScheme))
    throw new AtelierError('usage', `API_HOST is "${text}", which is not the address of a host.`);
  return withScheme.replace(/\/+$/, '');
}
