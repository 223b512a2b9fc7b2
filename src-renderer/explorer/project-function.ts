import { useQuery } from '@tanstack/react-query';
import { queries, rpc } from '../rpc/client.ts';

/**
 * The way to build and deploy a function from the project that it belongs to, giving the deployment's id; undefined
 * where no open project has its source.
 */
export function useProjectFunction(functionId: string): (() => Promise<string>) | undefined {
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  for (const { id, functions } of projects) {
    const known = functions.find((entry) => entry.functionId === functionId);
    if (known !== undefined)
      return async () => (await rpc.projects.deploy({ projectId: id, name: known.name })).id;
  }
  return undefined;
}
