import { type Errno, errno } from '../../errno.ts';

const byName: Readonly<Record<string, Errno>> = errno;

/** What names differ in between the operating systems' lists and WASI's. */
const otherNames: Readonly<Record<string, Errno>> = {
  EOPNOTSUPP: errno.notsup,
  EWOULDBLOCK: errno.again,
  ERR_INVALID_ARG_VALUE: errno.inval,
  ERR_OUT_OF_RANGE: errno.inval,
};

/** Runs something over `node:fs` and gives its result, or the errno that stands for what was thrown. */
export function attempt<T>(action: () => T): T | Errno {
  try {
    return action();
  } catch (error) {
    return errnoOfError(error);
  }
}

/** The same for what gives nothing. */
export function attemptOnly(action: () => void): Errno {
  return attempt(() => {
    action();
    return errno.success;
  });
}

/** Node names a system error `ENOENT` where WASI says `noent`; what has no name in WASI is `io`. */
export function errnoOfError(error: unknown): Errno {
  const code = String((error as NodeJS.ErrnoException).code);
  return otherNames[code] ?? byName[code.slice(1).toLowerCase()] ?? errno.io;
}
