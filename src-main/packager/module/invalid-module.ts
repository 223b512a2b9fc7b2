import { AtelierError, type ErrorDetails } from '../../contract/errors.ts';

/** The error for a module that can't be run: what is wrong, where, and what to do, in one message for people. */
export function invalidModule(message: string, details: ErrorDetails = {}): AtelierError {
  return new AtelierError('invalid-module', message, { details });
}

/** A file offset as tools print it: `0x1f4`. */
export function hex(offset: number): string {
  return `0x${offset.toString(16)}`;
}
