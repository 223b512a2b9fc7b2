import type { Database } from 'better-sqlite3';
import type { Digest } from '../contract/release.ts';

/** Reads, each time it is called, every object that a release, a package or the trash refers to: what is not garbage. */
export function createReferencedDigests(database: Database): () => Set<Digest> {
  const statement = database
    .prepare<[], Digest | null>(
      `SELECT digest FROM releases
      UNION SELECT wasm_digest FROM releases
      UNION SELECT wasm_digest FROM packages
      UNION SELECT executable ->> 'moduleDigest' FROM packages
      UNION SELECT executable ->> 'scriptDigest' FROM packages
      UNION SELECT executable ->> 'debugDigest' FROM packages
      UNION SELECT executable ->> 'originsDigest' FROM packages
      UNION SELECT executable ->> 'namesDigest' FROM packages
      UNION SELECT release.value ->> 'digest' FROM trash, json_each(trash.content, '$.releases') AS release
      UNION SELECT release.value ->> 'wasmDigest' FROM trash, json_each(trash.content, '$.releases') AS release`,
    )
    .pluck();
  return () => new Set(statement.all().filter((digest) => digest !== null));
}
