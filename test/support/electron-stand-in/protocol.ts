import type { CustomScheme, Protocol } from 'electron';
import { requireReady, requireUnready } from './readiness.ts';

type Handler = (request: Request) => Response | Promise<Response>;
const handlers = new Map<string, Handler>();
const privileged = new Map<string, CustomScheme>();

export const protocol = {
  registerSchemesAsPrivileged(schemes: CustomScheme[]) {
    requireUnready('protocol.registerSchemesAsPrivileged');
    for (const scheme of schemes) privileged.set(scheme.scheme, scheme);
  },
  handle(scheme: string, handler: Handler) {
    requireReady('protocol.handle');
    if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} has been registered`);
    handlers.set(scheme, handler);
  },
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

/** Answers a request for an address of one of the app's own schemes; null where nobody handles it. */
export async function answerRequest(address: string, method: string): Promise<Response | null> {
  const scheme = new URL(address).protocol.slice(0, -1);
  const handler = handlers.get(scheme);
  if (handler === undefined) return null;
  // Without these a page has no origin of its own: its scripts, storage and policy would not work.
  const { standard, secure } = privileged.get(scheme)?.privileges ?? {};
  if (!standard || !secure) throw new Error(`The scheme ${scheme} was not registered as standard and secure`);
  return handler(new Request(address, { method }));
}
