import Sqlite, { type Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { atelierSchema } from '../../../../src-main/store/atelier-schema.ts';
import { type Migration, migrate } from '../../../../src-main/store/migrate.ts';
import { testCipher } from '../../../support/test-cipher.ts';

/** A database as it was before a migration, and the means to apply that one. */
export function databaseBefore(migration: Migration): { database: Database; apply: () => void } {
  const database = new Sqlite(':memory:');
  onTestFinished(() => void database.close());
  database.pragma('foreign_keys = ON');
  const schema = atelierSchema(testCipher);
  const upTo = (number: number) =>
    migrate(database, {
      ...schema,
      migrations: schema.migrations.filter((candidate) => candidate.number <= number),
    });
  upTo(migration.number - 1);
  return { database, apply: () => upTo(migration.number) };
}

/** Rows of before the releases: an owner and a function. */
export const functionRows = `
  INSERT INTO organisations (id, kind, name) VALUES ('user_1', 'user', 'Ada');
  INSERT INTO functions (id, owner_id, environment, max_memory, max_instances, created_at, updated_at)
    VALUES ('function_1', 'user_1', '{"A":"b"}', 65536, 1, '2024-05-01T12:00:00.000Z', '2024-05-01T12:00:00.000Z');`;
