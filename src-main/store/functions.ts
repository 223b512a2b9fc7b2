import type { Database } from 'better-sqlite3';
import type { CloudFunction } from '../contract/function.ts';
import type { SecretCipher } from './secret-cipher.ts';

export interface FunctionRepository {
  find(id: string): CloudFunction | undefined;
  /** Oldest first. */
  list(ownerId: string): CloudFunction[];
  /** Every owner's, oldest first. */
  listAll(): CloudFunction[];
  insert(cloudFunction: CloudFunction): void;
  /** Writes over everything but the owner and the time of creation; false where there is no such function. */
  replace(cloudFunction: CloudFunction): boolean;
  /** Takes its releases, deployments and triggers with it; false where there is no such function. */
  delete(id: string): boolean;
  /** The deployment that takes the function's traffic; null where none does, or there is no such function. */
  activeDeploymentId(id: string): string | null;
  setActiveDeployment(id: string, deploymentId: string | null): void;
}

/** The column has to be JSON: what is sealed lies in it as a JSON string. */
type FunctionRow = Omit<CloudFunction, 'environment'> & { readonly environment: string };

/** The functions in a database of the Atelier schema; their environments are sealed. */
export function createFunctionRepository(database: Database, cipher: SecretCipher): FunctionRepository {
  const select = `SELECT id, owner_id AS ownerId, name, description, tag, environment, max_memory AS maxMemory,
    max_instances AS maxInstances, created_at AS createdAt, updated_at AS updatedAt FROM functions`;
  const oldestFirst = 'ORDER BY created_at, sequence';
  const find = database.prepare<[string], FunctionRow>(`${select} WHERE id = ?`);
  const list = database.prepare<[string], FunctionRow>(`${select} WHERE owner_id = ? ${oldestFirst}`);
  const listAll = database.prepare<[], FunctionRow>(`${select} ${oldestFirst}`);
  const insert = database.prepare<[FunctionRow]>(
    `INSERT INTO functions (id, owner_id, name, description, tag, environment, max_memory, max_instances, created_at,
      updated_at) VALUES (@id, @ownerId, @name, @description, @tag, @environment, @maxMemory, @maxInstances,
      @createdAt, @updatedAt)`,
  );
  const replace = database.prepare<[FunctionRow]>(
    `UPDATE functions SET name = @name, description = @description, tag = @tag, environment = @environment,
      max_memory = @maxMemory, max_instances = @maxInstances, updated_at = @updatedAt WHERE id = @id`,
  );
  const remove = database.prepare<[string]>('DELETE FROM functions WHERE id = ?');
  const active = database
    .prepare<[string], string | null>('SELECT active_deployment_id FROM functions WHERE id = ?')
    .pluck();
  const activate = database.prepare<[string | null, string]>(
    'UPDATE functions SET active_deployment_id = ? WHERE id = ?',
  );
  return {
    find: (id) => {
      const row = find.get(id);
      return row && fromRow(row, cipher);
    },
    list: (ownerId) => list.all(ownerId).map((row) => fromRow(row, cipher)),
    listAll: () => listAll.all().map((row) => fromRow(row, cipher)),
    insert: (cloudFunction) => void insert.run(toRow(cloudFunction, cipher)),
    replace: (cloudFunction) => replace.run(toRow(cloudFunction, cipher)).changes > 0,
    delete: (id) => remove.run(id).changes > 0,
    activeDeploymentId: (id) => active.get(id) ?? null,
    setActiveDeployment: (id, deploymentId) => void activate.run(deploymentId, id),
  };
}

function toRow(cloudFunction: CloudFunction, cipher: SecretCipher): FunctionRow {
  return {
    ...cloudFunction,
    environment: JSON.stringify(cipher.seal(JSON.stringify(cloudFunction.environment))),
  };
}

function fromRow(row: FunctionRow, cipher: SecretCipher): CloudFunction {
  return { ...row, environment: JSON.parse(cipher.open(JSON.parse(row.environment))) };
}
