import { inspect } from 'node:util';
import { errorCodes, serializeError } from '../contract/errors.ts';
import type { JobMessage } from './job-messages.ts';

/** The message for a job that threw. A fault of ours also goes to the log, with the cause that stays behind. */
export function jobFailure(thrown: unknown): JobMessage {
  const error = serializeError(thrown);
  if (errorCodes[error.code].owner === 'system') process.stderr.write(`${inspect(thrown)}\n`);
  return { kind: 'failed', error };
}
