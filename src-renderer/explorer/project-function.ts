import { useQuery } from '@tanstack/react-query';
import { queries, rpc } from '../rpc/client.ts';

/** A function in the open project that has its source. */
export interface ProjectFunction {
  readonly projectId: string;
  readonly name: string;
  /** Builds and deploys it; gives the deployment's id. Rejects with what compilers beside the source complain of. */
  deploy(): Promise<string>;
}

/** Where a function's source is; undefined where no open project has it. */
export function useProjectFunction(functionId: string): ProjectFunction | undefined {
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  for (const { id: projectId, functions } of projects) {
    const known = functions.find((entry) => entry.functionId === functionId);
    if (known === undefined) continue;
    const { name } = known;
    return { projectId, name, deploy: async () => (await rpc.projects.deploy({ projectId, name })).id };
  }
  return undefined;
}
