import { useQuery } from '@tanstack/react-query';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { Deployment } from '../../src-main/contract/deployment.ts';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import type { Project } from '../../src-main/contract/rpc/projects.ts';
import { queries } from '../rpc/client.ts';
import { CloudTag } from '../ui/cloud-tag.tsx';
import { DeploymentState } from '../ui/deployment-state.tsx';
import type { ExplorerRow } from './explorer-rows.ts';

/**
 * What stands at the right of a row: of functions what is live and how the last deployment went, of projects what is wrong
 * with them.
 */
export function useRowAside(): (row: ExplorerRow) => ReactNode {
  const { data: functions } = useQuery(queries.functions.list.queryOptions());
  const known = useMemo(() => new Map(functions?.map((one) => [one.id, one])), [functions]);
  return ({ id, node }) => {
    switch (node.kind) {
      case 'heading':
        if (id.startsWith('cloud:')) return <CloudTag />;
        return known.size === 0 ? 'none yet' : known.size.toLocaleString();
      case 'function': {
        const subject = known.get(node.functionId);
        return subject && <FunctionState subject={subject} />;
      }
      case 'project':
        return <ProjectState project={node.project} />;
      case 'project-function': {
        const functionId = node.project.functions.find(({ name }) => name === node.name)?.functionId;
        return <SourceState latest={known.get(functionId ?? '')?.latestDeployment ?? null} />;
      }
      default:
        return undefined;
    }
  };
}

function ProjectState({ project: { hasManifest, problems } }: { readonly project: Project }) {
  if (problems.length > 0) return <ProblemMark problems={problems} />;
  return hasManifest ? null : (
    <span title="Its menu makes one: it says what is deployed.">no atelier.json</span>
  );
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
