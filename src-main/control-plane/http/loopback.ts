import type { MiddlewareHandler } from 'hono';
import { AtelierError } from '../../contract/errors.ts';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Refuses calls that a web page could have caused: a `Host` that is not a loopback name means DNS rebinding, and an
 * `Origin` that is not means a page from elsewhere. Throws `forbidden`.
 */
export const requireLoopback: MiddlewareHandler = async (context, next) => {
  const { host, origin } = { host: context.req.header('host'), origin: context.req.header('origin') };
  if (host !== undefined && !isLoopback(`http://${host}`))
    throw new AtelierError('forbidden', `Host ${host} is refused. Use 127.0.0.1 or localhost.`);
  if (origin !== undefined && !isLoopback(origin))
    throw new AtelierError(
      'forbidden',
      `Origin ${origin} is refused. Pages from elsewhere can't use the platform.`,
    );
  await next();
};

function isLoopback(url: string): boolean {
  return URL.canParse(url) && loopbackNames.has(new URL(url).hostname);
}
