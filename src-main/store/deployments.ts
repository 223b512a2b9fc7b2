import type { Database } from 'better-sqlite3';
import type { Deployment, DeploymentStatus, DeploymentUpdate } from '../contract/deployment.ts';

/** A move of the deployment's state machine. What is left out stays as it is. */
export interface StatusChange {
  readonly status: DeploymentStatus;
  readonly errorReason?: string | null;
  readonly url?: string | null;
  readonly releaseId?: string | null;
  readonly updatedAt: string;
}

export interface DeploymentRepository {
  find(id: string): Deployment | undefined;
  /** Newest first; of two from the same instant, the one inserted later. */
  listOfFunction(functionId: string): Deployment[];
  /** Every function's, newest first. */
  listByStatus(status: DeploymentStatus): Deployment[];
  insert(deployment: Deployment): void;
  /** Replaces the labels, all three; false where there is no such deployment. */
  update(id: string, labels: DeploymentUpdate, updatedAt: string): boolean;
  /** False where there is no such deployment, for example because it was deleted while it was being packaged. */
  setStatus(id: string, change: StatusChange): boolean;
  /** Takes its steps, logs and upload with it; a function that it served is left without. */
  delete(id: string): boolean;
}

/** The deployments in a database of the Atelier schema. */
export function createDeploymentRepository(database: Database): DeploymentRepository {
  const select = `SELECT id, function_id AS functionId, release_id AS releaseId, name, description, tag, platform, status,
    error_reason AS errorReason, url, created_at AS createdAt, updated_at AS updatedAt FROM deployments`;
  const newestFirst = 'ORDER BY created_at DESC, sequence DESC';
  const find = database.prepare<[string], Deployment>(`${select} WHERE id = ?`);
  const listOfFunction = database.prepare<[string], Deployment>(
    `${select} WHERE function_id = ? ${newestFirst}`,
  );
  const listByStatus = database.prepare<[string], Deployment>(`${select} WHERE status = ? ${newestFirst}`);
  const insert = database.prepare<[Deployment]>(
    `INSERT INTO deployments (id, function_id, release_id, name, description, tag, platform, status, error_reason, url,
      created_at, updated_at) VALUES (@id, @functionId, @releaseId, @name, @description, @tag, @platform, @status,
      @errorReason, @url, @createdAt, @updatedAt)`,
  );
  const replace = database.prepare<[Deployment]>(
    `UPDATE deployments SET release_id = @releaseId, name = @name, description = @description, tag = @tag,
      status = @status, error_reason = @errorReason, url = @url, updated_at = @updatedAt WHERE id = @id`,
  );
  const remove = database.prepare<[string]>('DELETE FROM deployments WHERE id = ?');
  const change = database.transaction((id: string, changes: Partial<Deployment>): boolean => {
    const current = find.get(id);
    if (current === undefined) return false;
    replace.run({ ...current, ...changes });
    return true;
  });
  return {
    find: (id) => find.get(id),
    listOfFunction: (functionId) => listOfFunction.all(functionId),
    listByStatus: (status) => listByStatus.all(status),
    insert: (deployment) => void insert.run(deployment),
    update: (id, { name, description, tag }, updatedAt) =>
      change.immediate(id, {
        name: name ?? null,
        description: description ?? null,
        tag: tag ?? null,
        updatedAt,
      }),
    setStatus: (id, statusChange) => change.immediate(id, statusChange),
    delete: (id) => remove.run(id).changes > 0,
  };
}
