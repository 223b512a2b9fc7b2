import type { Database } from 'better-sqlite3';
import type { Deployment, DeploymentStatus, DeploymentUpdate } from '../contract/deployment.ts';
import type { Diagnostic } from '../contract/diagnostic.ts';

/** A move of the deployment's state machine. What is left out stays as it is. */
export interface StatusChange {
  readonly status: DeploymentStatus;
  readonly errorReason?: string | null;
  readonly diagnostics?: Diagnostic[];
  readonly url?: string | null;
  readonly releaseId?: string | null;
  readonly updatedAt: string;
}

export interface DeploymentRepository {
  find(id: string): Deployment | undefined;
  /** Newest first, which is the one inserted last: clocks are set back at times. */
  listOfFunction(functionId: string): Deployment[];
  /** Every function's, newest first. */
  listByStatus(status: DeploymentStatus): Deployment[];
  /** Whether the one is newer than the other, in the order of the lists. */
  isNewer(id: string, than: string): boolean;
  insert(deployment: Deployment): void;
  /** Replaces the labels, all three; false where there is no such deployment. */
  update(id: string, labels: DeploymentUpdate, updatedAt: string): boolean;
  /** False where there is no such deployment, for example because it was deleted while it was being packaged. */
  setStatus(id: string, change: StatusChange): boolean;
  /** Takes its steps, logs and upload with it; a function that it served is left without. */
  delete(id: string): boolean;
}

type DeploymentRow = Omit<Deployment, 'diagnostics'> & { readonly diagnostics: string };

/** The deployments in a database of the Atelier schema. */
export function createDeploymentRepository(database: Database): DeploymentRepository {
  const select = `SELECT id, function_id AS functionId, name, description, tag, platform, status,
    error_reason AS errorReason, url, created_at AS createdAt, updated_at AS updatedAt, release_id AS releaseId,
    diagnostics FROM deployments`;
  const find = database.prepare<[string], DeploymentRow>(`${select} WHERE id = ?`);
  const listOfFunction = database.prepare<[string], DeploymentRow>(
    `${select} WHERE function_id = ? ORDER BY sequence DESC`,
  );
  const listByStatus = database.prepare<[string], DeploymentRow>(
    `${select} WHERE status = ? ORDER BY created_at DESC, sequence DESC`,
  );
  const isNewer = database
    .prepare<[string, string], number>(
      `SELECT one.sequence > other.sequence FROM deployments AS one, deployments AS other
        WHERE one.id = ? AND other.id = ?`,
    )
    .pluck();
  const insert = database.prepare<[DeploymentRow]>(
    `INSERT INTO deployments (id, function_id, release_id, name, description, tag, platform, status, error_reason,
      diagnostics, url, created_at, updated_at) VALUES (@id, @functionId, @releaseId, @name, @description, @tag, @platform, @status,
      @errorReason, @diagnostics, @url, @createdAt, @updatedAt)`,
  );
  const replace = database.prepare<[DeploymentRow]>(
    `UPDATE deployments SET release_id = @releaseId, name = @name, description = @description, tag = @tag,
      status = @status, error_reason = @errorReason, diagnostics = @diagnostics, url = @url, updated_at = @updatedAt WHERE id = @id`,
  );
  const remove = database.prepare<[string]>('DELETE FROM deployments WHERE id = ?');
  const change = database.transaction((id: string, changes: Partial<Deployment>): boolean => {
    const current = find.get(id);
    if (current === undefined) return false;
    replace.run(toRow({ ...fromRow(current), ...changes }));
    return true;
  });
  return {
    find: (id) => {
      const row = find.get(id);
      return row && fromRow(row);
    },
    listOfFunction: (functionId) => listOfFunction.all(functionId).map(fromRow),
    listByStatus: (status) => listByStatus.all(status).map(fromRow),
    isNewer: (id, than) => isNewer.get(id, than) === 1,
    insert: (deployment) => void insert.run(toRow(deployment)),
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

/** What was in the trash of an earlier Atelier has no diagnostics. */
function toRow(deployment: Deployment): DeploymentRow {
  return { ...deployment, diagnostics: JSON.stringify(deployment.diagnostics ?? []) };
}

function fromRow(row: DeploymentRow): Deployment {
  return { ...row, diagnostics: JSON.parse(row.diagnostics) };
}
