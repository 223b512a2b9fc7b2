import type { Database } from 'better-sqlite3';

/** Values that the screen keeps over restarts, text by key. */
export interface PreferenceRepository {
  all(): Record<string, string>;
  set(key: string, value: string): void;
  delete(key: string): void;
}

/** The preferences in a database of the Atelier schema. */
export function createPreferenceRepository(database: Database): PreferenceRepository {
  const all = database.prepare<[], { key: string; value: string }>(
    'SELECT key, value FROM preferences ORDER BY key',
  );
  const set = database.prepare<[string, string]>(
    'INSERT OR REPLACE INTO preferences (key, value) VALUES (?, ?)',
  );
  const remove = database.prepare<[string]>('DELETE FROM preferences WHERE key = ?');
  return {
    all: () => Object.fromEntries(all.all().map(({ key, value }) => [key, value])),
    set: (key, value) => void set.run(key, value),
    delete: (key) => void remove.run(key),
  };
}
