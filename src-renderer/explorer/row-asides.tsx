import { useQuery } from '@tanstack/react-query';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Deployment } from '../../src-main/contract/deployment.ts';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import type { Project } from '../../src-main/contract/rpc/projects.ts';
import { queries } from '../rpc/client.ts';
import { DeploymentState } from '../ui/deployment-state.tsx';

/**
 * What stands at the right of rows, by their ids: of functions what is live and how the last deployment went, of projects
 * what is wrong with them.
 */
export function useRowAsides(): ReadonlyMap<string, ReactNode> {
  const { data: functions = [] } = useQuery(queries.functions.list.queryOptions());
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const known = new Map(functions.map((one) => [one.id, one]));
  return new Map<string, ReactNode>([
    ...(functions.length === 0 ? [['functions', 'none yet'] as const] : []),
    ...functions.map((one) => [one.id, <FunctionState key={one.id} subject={one} />] as const),
    ...projects.flatMap((project) => projectAsides(project, known)),
  ]);
}

function projectAsides(
  project: Project,
  known: ReadonlyMap<string, FunctionSummary>,
): (readonly [string, ReactNode])[] {
  const id = `project:${project.id}`;
  return [
    ...(project.problems.length > 0
      ? [[id, <ProblemMark key={id} problems={project.problems} />] as const]
      : []),
    ...project.functions.map(
      ({ name, functionId }) =>
        [
          `${id}:function:${name}`,
          <SourceState key={name} latest={known.get(functionId ?? '')?.latestDeployment ?? null} />,
        ] as const,
    ),
  ];
}

function SourceState({ latest }: { readonly latest: Deployment | null }) {
  return latest === null ? 'not deployed' : <DeploymentState deployment={latest} short />;
}

function FunctionState({ subject }: { readonly subject: FunctionSummary }) {
  const { latestDeployment, activeReleaseNumber } = subject;
  return (
    <span className="flex items-center gap-1.5">
      {activeReleaseNumber !== null && `v${activeReleaseNumber}`}
      {latestDeployment !== null && <DeploymentState deployment={latestDeployment} short />}
    </span>
  );
}

function ProblemMark({ problems }: Pick<Project, 'problems'>) {
  const isGrave = problems.some(({ severity }) => severity === 'error');
  const Icon = isGrave ? CircleAlert : TriangleAlert;
  const words = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
  return (
    <span
      className={isGrave ? 'flex items-center gap-1 text-bad' : 'flex items-center gap-1 text-warn'}
      title={`${words}: ${problems[0]?.message}`}
    >
      <Icon size={14} aria-hidden /> {problems.length}
      <span className="sr-only"> {words}</span>
    </span>
  );
}
