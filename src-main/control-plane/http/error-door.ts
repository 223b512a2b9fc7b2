import type { Context, ErrorHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type AtelierError, errorCodes, toAtelierError } from '../../contract/errors.ts';

/**
 * The one place where errors become answers: JSON `{id, message, …details}` with the status of the error's code.
 * Faults of ours are reported as well; their causes never leave the process.
 */
export function createErrorDoor(reportFault: (fault: AtelierError) => void): ErrorHandler {
  return (error, context) => {
    const failure = toAtelierError(error);
    if (errorCodes[failure.code].owner === 'system') reportFault(failure);
    describeInHeaders(context, failure);
    const body = { id: failure.code, message: failure.message, ...failure.details };
    return context.json(body, failure.status as ContentfulStatusCode);
  };
}

function describeInHeaders(context: Context, { code, details }: AtelierError): void {
  if (code === 'unauthenticated') {
    context.header('WWW-Authenticate', 'OAuth realm="Atelier"');
    context.header('WWW-Authenticate', 'Bearer realm="Atelier"', { append: true });
  }
  if (Array.isArray(details.allow)) context.header('Allow', details.allow.join(', '));
  if (typeof details.retryAfterSeconds === 'number')
    context.header('Retry-After', String(details.retryAfterSeconds));
}
