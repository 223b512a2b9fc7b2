/** A bounded number of turns, given in the order in which they were asked for. */
export interface Turns {
  /** Resolves when it is the caller's turn. Throws the signal's reason when that is aborted before. */
  take(signal: AbortSignal): Promise<void>;
  /** Ends a turn: the next one in line begins. */
  give(): void;
}

/** Turns of which so many may be under way at once. */
export function createTurns(count: number): Turns {
  const waiting = new Set<() => void>();
  let free = count;
  return {
    take: async (signal) => {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return;
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const begin = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.delete(begin);
        reject(signal.reason);
      };
      waiting.add(begin);
      signal.addEventListener('abort', leave, { once: true });
      await promise;
    },
    give: () => {
      const [next] = waiting;
      if (next === undefined) free += 1;
      else {
        waiting.delete(next);
        next();
      }
    },
  };
}
