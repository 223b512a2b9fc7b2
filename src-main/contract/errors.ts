/**
 * The closed list of what can go wrong, with who has to act on it and the HTTP status it answers with.
 * `user` errors are shown as they are; `system` errors are also logged, with their cause.
 */
export const errorCodes = {
  /** A field of the input is missing, malformed or out of range; `details` names it. */
  'invalid-input': { owner: 'user', status: 400 },
  /** No credentials, or credentials that are not ours. */
  unauthenticated: { owner: 'user', status: 401 },
  /** Valid credentials for something that belongs to somebody else, or a refused Host or Origin. */
  forbidden: { owner: 'user', status: 403 },
  'not-found': { owner: 'user', status: 404 },
  'method-not-allowed': { owner: 'user', status: 405 },
  /** The resource is in a state that does not allow this; the message says which state would. */
  conflict: { owner: 'user', status: 409 },
  /** A pre-signed URL whose time is over, or that was used already. */
  gone: { owner: 'user', status: 410 },
  'too-large': { owner: 'user', status: 413 },
  'unsupported-media-type': { owner: 'user', status: 415 },
  /** More than `maxInstances` at work and the queue is full; `details.retryAfterSeconds` says when to try again. */
  'too-many-requests': { owner: 'user', status: 429 },
  /** The uploaded module is not one that we can run; the message names the section or import. */
  'invalid-module': { owner: 'user', status: 422 },
  /** The compiler refused the source; the message is the compiler's own. */
  'compile-failed': { owner: 'user', status: 422 },
  /** No compiler for this platform on this machine; the message names the command that installs it. */
  'toolchain-missing': { owner: 'user', status: 422 },
  /** A packaging job went over its time, memory or output limit. */
  'packaging-limit': { owner: 'user', status: 422 },
  /** The function has no READY deployment. */
  'no-deployment': { owner: 'user', status: 503 },
  /** The function trapped, threw, or ended with a non-zero exit code. */
  'function-failed': { owner: 'user', status: 502 },
  /** The function's answer to a trigger is not one; the message says what was wrong with it. */
  'malformed-response': { owner: 'user', status: 502 },
  /** The function was refused memory beyond its `maxMemory`, and died of it. */
  'memory-limit': { owner: 'user', status: 502 },
  /** The function called itself, or others, deeper than a stack goes. */
  'stack-limit': { owner: 'user', status: 502 },
  /** The function wrote more than it may. */
  'output-limit': { owner: 'user', status: 502 },
  /** The function did not end within its deadline and was stopped. */
  'deadline-exceeded': { owner: 'user', status: 504 },
  /** Whoever called went away before the answer; nobody receives this one, only records have it. */
  cancelled: { owner: 'user', status: 499 },
  /** The worker that ran the invocation died for a reason that is not the function's. */
  'worker-lost': { owner: 'system', status: 502 },
  /** The engine is starting again; the same request will work in a moment. */
  'engine-unavailable': { owner: 'system', status: 503 },
  /** The home folder can't be used: newer, damaged, or held by another process. */
  'home-unusable': { owner: 'user', status: 500 },
  /** A port that we were told to listen on is taken. */
  'port-taken': { owner: 'user', status: 500 },
  /** A command line that can't be understood. */
  usage: { owner: 'user', status: 400 },
  /** A stored object is missing, or its bytes are not those that its digest promises. */
  'object-damaged': { owner: 'system', status: 500 },
  /** Nothing more fits on the disk that the home is on; the same will work once there is room. */
  'disk-full': { owner: 'system', status: 507 },
  /** A fault of ours. */
  internal: { owner: 'system', status: 500 },
} as const satisfies Record<string, { owner: 'user' | 'system'; status: number }>;

export type ErrorCode = keyof typeof errorCodes;

/** Facts beside the message, for clients: plain JSON values. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * The one error type of Atelier. Its message is written for people: what happened, where, and what to do.
 * The cause is kept for the log and never leaves the process.
 */
export class AtelierError extends Error {
  override readonly name = 'AtelierError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: { details?: ErrorDetails; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }

  /** The HTTP status that a door answers this error with. */
  get status(): number {
    return errorCodes[this.code].status;
  }
}

/** What systems and SQLite call it when nothing more fits: the disk, or what this user may have of it. */
const diskFullCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'];

/**
 * Gives the error itself when it is ours, and otherwise one that keeps it as its cause: `disk-full` where a system said
 * so, `internal` for everything else.
 */
export function toAtelierError(error: unknown): AtelierError {
  if (error instanceof AtelierError) return error;
  if (error instanceof Error && 'code' in error && diskFullCodes.includes(error.code))
    return new AtelierError(
      'disk-full',
      'The disk is full, so this could not be kept. Make room where Atelier has its home, and try again.',
      { cause: error },
    );
  return new AtelierError('internal', 'Something went wrong inside Atelier. The log has the details.', {
    cause: error,
  });
}

/** An error as it crosses a process or thread boundary, where prototypes are lost. */
export interface SerializedError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** The form of an error that survives `postMessage` and JSON; the cause stays behind. */
export function serializeError(error: unknown): SerializedError {
  const { code, message, details } = toAtelierError(error);
  return { code, message, details };
}

/** The error that {@link serializeError} made the form of. */
export function deserializeError(serialized: SerializedError): AtelierError {
  return new AtelierError(serialized.code, serialized.message, { details: serialized.details });
}
