import type { Database } from 'better-sqlite3';
import type { SecretCipher } from './secret-cipher.ts';

/** Values that manifests only name, by the real path of their project's folder. */
export interface ProjectSecretRepository {
  /** Every value of a project by its name. */
  read(folder: string): Readonly<Record<string, string>>;
  set(folder: string, name: string, value: string): void;
  delete(folder: string, name: string): void;
}

/** The secrets of projects in a database of the Atelier schema. */
export function createProjectSecretRepository(
  database: Database,
  cipher: SecretCipher,
): ProjectSecretRepository {
  const read = database.prepare<[string], { readonly name: string; readonly sealed: string }>(
    'SELECT name, sealed_value AS sealed FROM project_secrets WHERE folder = ? ORDER BY name',
  );
  const set = database.prepare<[string, string, string]>(
    'INSERT OR REPLACE INTO project_secrets (folder, name, sealed_value) VALUES (?, ?, ?)',
  );
  const remove = database.prepare<[string, string]>(
    'DELETE FROM project_secrets WHERE folder = ? AND name = ?',
  );
  return {
    read: (folder) =>
      Object.fromEntries(read.all(folder).map(({ name, sealed }) => [name, cipher.open(sealed)])),
    set: (folder, name, value) => void set.run(folder, name, cipher.seal(value)),
    delete: (folder, name) => void remove.run(folder, name),
  };
}
