import { useQuery } from '@tanstack/react-query';
import { cancelledReason } from '../../src-main/contract/deployment.ts';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import type { Project } from '../../src-main/contract/rpc/projects.ts';
import { queries } from '../rpc/client.ts';

/** What is wrong right now. */
export interface Problems {
  /** Projects that have something to say. */
  readonly projects: readonly Project[];
  /** Functions whose newest deployment failed, or was complained of. */
  readonly functions: readonly FunctionSummary[];
  /** How many problems these are; what failed without a complaint is one. */
  readonly count: number;
  /** Whether any of them is more than a warning. */
  readonly hasErrors: boolean;
}

/** Follows what is wrong. */
export function useProblems(): Problems {
  const { data: allFunctions = [] } = useQuery(queries.functions.list.queryOptions());
  const { data: allProjects = [] } = useQuery(queries.projects.list.queryOptions());
  const projects = allProjects.filter(({ problems }) => problems.length > 0);
  const functions = allFunctions.filter(
    ({ latestDeployment: latest }) =>
      // One that somebody ended is none.
      (latest?.status === 'ERROR' && latest.errorReason !== cancelledReason) ||
      (latest?.diagnostics ?? []).length > 0,
  );
  const told = [
    ...projects.flatMap(({ problems }) => problems),
    ...functions.flatMap(({ latestDeployment }) => latestDeployment?.diagnostics ?? []),
  ];
  const untold = functions.filter(({ latestDeployment }) => latestDeployment?.diagnostics.length === 0);
  return {
    projects,
    functions,
    count: told.length + untold.length,
    hasErrors: untold.length > 0 || told.some(({ severity }) => severity === 'error'),
  };
}
