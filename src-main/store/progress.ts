import type { Database } from 'better-sqlite3';

/** Does all of the work or, when it throws, none of it, and gives what the work gives. */
export type Progress = <T>(work: () => T) => T;

/**
 * Makes transactions that wait for no disk: what they write becomes durable with the next one that does, in its order, and
 * power loss may take it until then. They are for what nobody was promised: how far something is that would be done again.
 * Inside another transaction they are a part of that.
 */
export function createProgress(database: Database): Progress {
  return (work) => {
    if (database.inTransaction) return work();
    database.pragma('synchronous = NORMAL');
    try {
      return database.transaction(work).immediate();
    } finally {
      database.pragma('synchronous = FULL');
    }
  };
}
