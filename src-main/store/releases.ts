import type { Database } from 'better-sqlite3';
import type { Release } from '../contract/release.ts';

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
}

/** The releases in a database of the Atelier schema. */
export function createReleaseRepository(database: Database): ReleaseRepository {
  const select = `SELECT id, function_id AS functionId, number, platform, content, digest, size,
    wasm_digest AS wasmDigest, wasm_size AS wasmSize, toolchain, created_at AS createdAt FROM releases`;
  const find = database.prepare<[string], Release>(`${select} WHERE id = ?`);
  const list = database.prepare<[string], Release>(`${select} WHERE function_id = ? ORDER BY number DESC`);
  const nextNumber = database
    .prepare<[string], number>('SELECT coalesce(max(number), 0) + 1 FROM releases WHERE function_id = ?')
    .pluck();
  const insert = database.prepare<[Release]>(
    `INSERT INTO releases (id, function_id, number, platform, content, digest, size, wasm_digest, wasm_size, toolchain,
      created_at) VALUES (@id, @functionId, @number, @platform, @content, @digest, @size, @wasmDigest, @wasmSize,
      @toolchain, @createdAt)`,
  );
  const setPackaged = database.prepare<[Packaged & { readonly id: string }]>(
    'UPDATE releases SET wasm_digest = @wasmDigest, wasm_size = @wasmSize, toolchain = @toolchain WHERE id = @id',
  );
  return {
    find: (id) => find.get(id),
    listOfFunction: (functionId) => list.all(functionId),
    nextNumber: (functionId) => nextNumber.get(functionId) ?? 1,
    insert: (release) => void insert.run(release),
    setPackaged: (id, { wasmDigest, wasmSize, toolchain }) =>
      setPackaged.run({ id, wasmDigest, wasmSize, toolchain }).changes > 0,
  };
}
