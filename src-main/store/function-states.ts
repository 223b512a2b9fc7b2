import type { Database } from 'better-sqlite3';

/** What is live of a function and what was last tried; null where there is none. */
export interface FunctionState {
  readonly functionId: string;
  readonly activeDeploymentId: string | null;
  readonly activeReleaseId: string | null;
  readonly activeReleaseNumber: number | null;
  readonly latestDeploymentId: string | null;
}

/** Reads states for lists: of a thousand functions as quickly as a person turns a page. */
export interface FunctionStates {
  /** Of every function, oldest first. */
  list(): FunctionState[];
  find(functionId: string): FunctionState | undefined;
}

/** The states of the functions in a database of the Atelier schema. */
export function createFunctionStates(database: Database): FunctionStates {
  const select = `SELECT functions.id AS functionId, active.id AS activeDeploymentId, releases.id AS activeReleaseId,
      releases.number AS activeReleaseNumber,
      (SELECT id FROM deployments WHERE function_id = functions.id ORDER BY sequence DESC LIMIT 1)
        AS latestDeploymentId
    FROM functions
    LEFT JOIN deployments AS active ON active.id = functions.active_deployment_id
    LEFT JOIN releases ON releases.id = active.release_id`;
  const list = database.prepare<[], FunctionState>(
    `${select} ORDER BY functions.created_at, functions.sequence`,
  );
  const find = database.prepare<[string], FunctionState>(`${select} WHERE functions.id = ?`);
  return { list: () => list.all(), find: (functionId) => find.get(functionId) };
}
