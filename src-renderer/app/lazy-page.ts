import { lazyRouteComponent } from '@tanstack/react-router';
import { connection } from '../rpc/client.ts';

const mostAttempts = 5;
/** Milliseconds: what was refused is sometimes known before it is known that the connection is lost. */
const pause = 200;

/**
 * A page whose code is fetched when it is needed first, by the name that its file exports. While the platform is away its
 * code is waited for like everything else: the router itself would load the whole window again, and find nobody.
 */
export function lazyPage<Exports extends Record<string, unknown>, Name extends keyof Exports>(
  load: () => Promise<Exports>,
  name: Name,
) {
  return lazyRouteComponent(() => loadPatiently(load), name);
}

async function loadPatiently<Exports>(load: () => Promise<Exports>): Promise<Exports> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await load();
    } catch (error) {
      if (attempt === mostAttempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
      await connection.link();
    }
  }
}
