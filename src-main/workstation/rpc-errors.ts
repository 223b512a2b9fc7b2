import { ORPCError, ValidationError } from '@orpc/server';
import { AtelierError, errorCodes, toAtelierError } from '../contract/errors.ts';

/**
 * An error as it crosses the RPC: our code, our message for people, our details. Input that the contract refuses
 * becomes `invalid-input`; whatever else was not ours is `internal`, and its cause stays here.
 */
export function toRpcError(error: unknown, reportFault: (fault: AtelierError) => void): Error {
  const failure = refusedInput(error) ?? toAtelierError(error);
  if (errorCodes[failure.code].owner === 'system') reportFault(failure);
  const { code, message, status, details } = failure;
  return new ORPCError(code, { status, message, data: details });
}

function refusedInput(error: unknown): AtelierError | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return undefined;
  const issues = error.cause instanceof ValidationError ? error.cause.issues : [];
  const fields = issues.map(({ path = [], message }) => ({
    field: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message,
  }));
  const sentence = fields
    .map(({ field, message }) => (field === '' ? message : `${field}: ${message}`))
    .join('; ');
  return new AtelierError('invalid-input', `The input was refused. ${sentence || error.message}`, {
    details: { fields },
    cause: error,
  });
}
