import { useQuery } from '@tanstack/react-query';
import type { Diagnostic } from '../../src-main/contract/diagnostic.ts';
import { problemInSource } from '../editor/file-problems.ts';
import { queries } from '../rpc/client.ts';
import { ProblemList } from './problem-list.tsx';

/** The complaints about a function's source, in terms of the open project that it comes from, where there is one. */
export function FunctionProblems({
  functionId,
  problems,
}: {
  readonly functionId: string;
  readonly problems: readonly Diagnostic[];
}) {
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const project = projects.find(({ functions }) =>
    functions.some((known) => known.functionId === functionId),
  );
  const source = project?.functions.find((known) => known.functionId === functionId)?.source;
  const named = problems.map((problem) =>
    source === undefined ? problem : problemInSource(problem, source),
  );
  return <ProblemList problems={named} projectId={project?.id ?? null} />;
}
