import type { Database } from 'better-sqlite3';
import type { Release, ReleaseFacts } from '../contract/release.ts';

type Packaged = Pick<Release, 'wasmSize' | 'toolchain'> & { readonly wasmDigest: string };

export interface ReleaseRepository {
  find(id: string): Release | undefined;
  /** Newest first. */
  listOfFunction(functionId: string): Release[];
  /** The number that the function's next release bears: ask and insert in one transaction. */
  nextNumber(functionId: string): number;
  insert(release: Release): void;
  /** Records the WebAssembly that the upload became; false where there is no such release. */
  setPackaged(id: string, packaged: Packaged): boolean;
  /** Records what packaging found and did, in place of what was recorded before. */
  setFacts(id: string, facts: ReleaseFacts): void;
}

type ReleaseRow = Omit<Release, 'facts'> & { readonly facts: string | null };

/** The releases in a database of the Atelier schema. */
export function createReleaseRepository(database: Database): ReleaseRepository {
  const select = `SELECT id, function_id AS functionId, number, platform, content, digest, size,
    wasm_digest AS wasmDigest, wasm_size AS wasmSize, toolchain, facts, created_at AS createdAt FROM releases`;
  const find = database.prepare<[string], ReleaseRow>(`${select} WHERE id = ?`);
  const list = database.prepare<[string], ReleaseRow>(`${select} WHERE function_id = ? ORDER BY number DESC`);
  const nextNumber = database
    .prepare<[string], number>('SELECT coalesce(max(number), 0) + 1 FROM releases WHERE function_id = ?')
    .pluck();
  const insert = database.prepare<[ReleaseRow]>(
    `INSERT INTO releases (id, function_id, number, platform, content, digest, size, wasm_digest, wasm_size, toolchain,
      facts, created_at) VALUES (@id, @functionId, @number, @platform, @content, @digest, @size, @wasmDigest, @wasmSize,
      @toolchain, @facts, @createdAt)`,
  );
  const setPackaged = database.prepare<[Packaged & { readonly id: string }]>(
    'UPDATE releases SET wasm_digest = @wasmDigest, wasm_size = @wasmSize, toolchain = @toolchain WHERE id = @id',
  );
  const setFacts = database.prepare<[string, string]>('UPDATE releases SET facts = ? WHERE id = ?');
  return {
    find: (id) => {
      const row = find.get(id);
      return row && fromRow(row);
    },
    listOfFunction: (functionId) => list.all(functionId).map(fromRow),
    nextNumber: (functionId) => nextNumber.get(functionId) ?? 1,
    insert: (release) =>
      void insert.run({ ...release, facts: release.facts == null ? null : JSON.stringify(release.facts) }),
    setPackaged: (id, { wasmDigest, wasmSize, toolchain }) =>
      setPackaged.run({ id, wasmDigest, wasmSize, toolchain }).changes > 0,
    setFacts: (id, facts) => void setFacts.run(JSON.stringify(facts), id),
  };
}

function fromRow(row: ReleaseRow): Release {
  return { ...row, facts: row.facts === null ? null : JSON.parse(row.facts) };
}
