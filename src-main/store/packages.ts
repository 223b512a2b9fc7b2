import type { Database } from 'better-sqlite3';
import type { PackagedRelease } from '../contract/packaging.ts';
import { createProgress } from './progress.ts';

export interface PackageRepository {
  /** What was made of the same input before, marked as reused. */
  find(key: string): PackagedRelease | undefined;
  /**
   * Remembers what was made of an input. The newest wins: it was made because the earlier one was of no use. Power loss may
   * take it for a while, as it can be made again.
   */
  insert(key: string, packaged: PackagedRelease): void;
  /** Forgets what no release is made of any more, so that its objects become garbage. */
  deleteUnused(): void;
}

interface PackageRow extends Omit<PackagedRelease, 'executable' | 'facts' | 'reused'> {
  readonly executable: string;
  readonly facts: string;
}

/** The packager's memory in a database of the Atelier schema. */
export function createPackageRepository(database: Database): PackageRepository {
  const find = database.prepare<[string], PackageRow>(
    `SELECT wasm_digest AS wasmDigest, wasm_size AS wasmSize, toolchain, executable, facts FROM packages
      WHERE key = ?`,
  );
  const insert = database.prepare<[PackageRow & { readonly key: string }]>(
    `INSERT OR REPLACE INTO packages (key, wasm_digest, wasm_size, toolchain, executable, facts)
      VALUES (@key, @wasmDigest, @wasmSize, @toolchain, @executable, @facts)`,
  );
  const progress = createProgress(database);
  // A release names its package only at the end of its packaging, which may just be about to use one of these.
  const deleteUnused = database.prepare<[]>(
    `DELETE FROM packages
      WHERE wasm_digest NOT IN (SELECT wasm_digest FROM releases WHERE wasm_digest IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM deployments WHERE status = 'PACKAGING')`,
  );
  return {
    find: (key) => {
      const row = find.get(key);
      if (row === undefined) return undefined;
      const { executable, facts } = row;
      return { ...row, executable: JSON.parse(executable), facts: JSON.parse(facts), reused: true };
    },
    insert: (key, { reused: _, executable, facts, ...columns }) =>
      void progress(() =>
        insert.run({
          key,
          ...columns,
          executable: JSON.stringify(executable),
          facts: JSON.stringify(facts),
        }),
      ),
    deleteUnused: () => void deleteUnused.run(),
  };
}
