import type { Database } from 'better-sqlite3';
import { type BuildSettings, buildSettingsSchema } from '../contract/build-settings.ts';

export interface BuildSettingsRepository {
  /** How the function is built; the defaults where nothing was said. */
  find(functionId: string): BuildSettings;
  /** Sets how the function is built, in place of what was said before. */
  put(functionId: string, settings: BuildSettings): void;
}

const defaults = buildSettingsSchema.parse({});

/** How functions are built, in a database of the Atelier schema. */
export function createBuildSettingsRepository(database: Database): BuildSettingsRepository {
  const find = database.prepare<[string], BuildSettings>(
    'SELECT optimisation, strip FROM build_settings WHERE function_id = ?',
  );
  const put = database.prepare<[string, string, string]>(
    'INSERT OR REPLACE INTO build_settings (function_id, optimisation, strip) VALUES (?, ?, ?)',
  );
  return {
    find: (functionId) => find.get(functionId) ?? defaults,
    put: (functionId, { optimisation, strip }) => void put.run(functionId, optimisation, strip),
  };
}
