import type { Database } from 'better-sqlite3';
import type { DeploymentStep, DeploymentStepName } from '../contract/deployment.ts';

export interface DeploymentStepRepository {
  /** The steps that were started, in the order of their first start. */
  list(deploymentId: string): DeploymentStep[];
  /** Starts a step; one that ran before starts anew, without its log. */
  start(deploymentId: string, name: DeploymentStepName, startedAt: string): void;
  /** Adds text as it is: whoever writes lines ends them. The step has been started. */
  appendLog(deploymentId: string, name: DeploymentStepName, text: string): void;
  /** False where the step was never started, or its deployment is gone. */
  end(
    deploymentId: string,
    name: DeploymentStepName,
    state: Exclude<DeploymentStep['state'], 'running'>,
    endedAt: string,
  ): boolean;
}

/** The steps of deployments in a database of the Atelier schema. */
export function createDeploymentStepRepository(database: Database): DeploymentStepRepository {
  const list = database.prepare<[string], DeploymentStep>(
    `SELECT name, state, started_at AS startedAt, ended_at AS endedAt,
      (SELECT coalesce(group_concat(text, '' ORDER BY sequence), '') FROM deployment_logs
        WHERE deployment_id = steps.deployment_id AND step = steps.name) AS log
      FROM deployment_steps AS steps WHERE deployment_id = ? ORDER BY sequence`,
  );
  const start = database.prepare<[string, string, string]>(
    `INSERT INTO deployment_steps (deployment_id, name, state, started_at) VALUES (?, ?, 'running', ?)
      ON CONFLICT DO UPDATE SET state = 'running', started_at = excluded.started_at, ended_at = NULL`,
  );
  const clearLog = database.prepare<[string, string]>(
    'DELETE FROM deployment_logs WHERE deployment_id = ? AND step = ?',
  );
  const appendLog = database.prepare<[string, string, string]>(
    'INSERT INTO deployment_logs (deployment_id, step, text) VALUES (?, ?, ?)',
  );
  const end = database.prepare<[string, string, string, string]>(
    'UPDATE deployment_steps SET state = ?, ended_at = ? WHERE deployment_id = ? AND name = ?',
  );
  const restart = database.transaction((deploymentId: string, name: string, startedAt: string) => {
    clearLog.run(deploymentId, name);
    start.run(deploymentId, name, startedAt);
  });
  return {
    list: (deploymentId) => list.all(deploymentId),
    start: (deploymentId, name, startedAt) => restart.immediate(deploymentId, name, startedAt),
    appendLog: (deploymentId, name, text) => void appendLog.run(deploymentId, name, text),
    end: (deploymentId, name, state, endedAt) => end.run(state, endedAt, deploymentId, name).changes > 0,
  };
}
