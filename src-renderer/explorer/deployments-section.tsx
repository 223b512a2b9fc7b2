import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Rocket } from 'lucide-react';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { queries } from '../rpc/client.ts';
import { Age } from '../ui/age.tsx';
import { DeploymentState } from '../ui/deployment-state.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Truncated } from '../ui/truncated.tsx';
import { shortReason } from './short-reason.ts';

/** Every attempt to put a release into service, newest first; each opens its steps and their logs. */
export function DeploymentsSection({ subject }: { readonly subject: FunctionSummary }) {
  const { data: deployments } = useQuery(
    queries.functions.deployments.queryOptions({ input: { functionId: subject.id } }),
  );
  const navigate = useNavigate();
  if (deployments === undefined) return null;
  if (deployments.length === 0)
    return (
      <EmptyState icon={Rocket} title="Nothing deployed">
        Every attempt to put a release into service stands here, with its steps and their logs.
      </EmptyState>
    );
  return (
    <ul aria-label="Deployments">
      {deployments.map((deployment) => (
        <li key={deployment.id} className="border-b">
          <button
            type="button"
            className="grid w-full grid-cols-[10rem_6.5rem_8rem_minmax(0,1fr)] items-center gap-3 px-4 py-1.5 text-left hover:bg-hover"
            onClick={() =>
              void navigate({ to: '/deploy/$deploymentId', params: { deploymentId: deployment.id } })
            }
          >
            <DeploymentState deployment={deployment} />
            <span>
              {deployment.releaseNumber !== null && `v${deployment.releaseNumber}`}
              {deployment.id === subject.activeDeploymentId && (
                <span className="ml-2 rounded-small bg-good-wash px-1.5 text-small text-good">active</span>
              )}
            </span>
            <span className="text-ink-muted">
              <Age of={deployment.createdAt} />
            </span>
            <Truncated text={shortReason(deployment)} className="text-bad" />
          </button>
        </li>
      ))}
    </ul>
  );
}
