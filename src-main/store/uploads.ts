import type { Database } from 'better-sqlite3';
import { createProgress } from './progress.ts';

/** A pre-signed upload: the right to send one deployment its bytes, once. */
export interface Upload {
  readonly id: string;
  readonly deploymentId: string;
  readonly maxBytes: number;
  /** RFC 3339. */
  readonly expiresAt: string;
  /** When somebody began to send; null while it can still be used. RFC 3339. */
  readonly claimedAt: string | null;
}

export interface UploadRepository {
  find(id: string): Upload | undefined;
  ofDeployment(deploymentId: string): Upload | undefined;
  insert(upload: Omit<Upload, 'claimedAt'>): void;
  /** Takes the upload; of any number who try, exactly one hears true. Power loss gives it back, if anything. */
  claim(id: string, claimedAt: string): boolean;
  /** Gives the upload back after a transfer that failed, so that it can be tried again. */
  releaseClaim(id: string): void;
}

/** The uploads in a database of the Atelier schema. */
export function createUploadRepository(database: Database): UploadRepository {
  const select = `SELECT id, deployment_id AS deploymentId, max_bytes AS maxBytes, expires_at AS expiresAt,
    claimed_at AS claimedAt FROM uploads`;
  const find = database.prepare<[string], Upload>(`${select} WHERE id = ?`);
  const ofDeployment = database.prepare<[string], Upload>(`${select} WHERE deployment_id = ?`);
  const insert = database.prepare<[Omit<Upload, 'claimedAt'>]>(
    `INSERT INTO uploads (id, deployment_id, max_bytes, expires_at)
      VALUES (@id, @deploymentId, @maxBytes, @expiresAt)`,
  );
  const claim = database.prepare<[string, string]>(
    'UPDATE uploads SET claimed_at = ? WHERE id = ? AND claimed_at IS NULL',
  );
  const progress = createProgress(database);
  const releaseClaim = database.prepare<[string]>('UPDATE uploads SET claimed_at = NULL WHERE id = ?');
  return {
    find: (id) => find.get(id),
    ofDeployment: (deploymentId) => ofDeployment.get(deploymentId),
    insert: (upload) => void insert.run(upload),
    claim: (id, claimedAt) => progress(() => claim.run(claimedAt, id).changes > 0),
    releaseClaim: (id) => void releaseClaim.run(id),
  };
}
