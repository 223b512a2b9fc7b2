import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CircleStop } from 'lucide-react';
import { useState } from 'react';
import type { DeploymentDetail } from '../../src-main/contract/rpc/functions.ts';
import { useCommands } from '../app/commands/use-commands.ts';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { DeploymentState } from '../ui/deployment-state.tsx';
import { PageError } from '../ui/failure.tsx';
import { CopyDeployCommand } from './copy-deploy-command.tsx';
import { DeployFailure } from './deploy-failure.tsx';
import { DeployOutcome } from './deploy-outcome.tsx';
import { StepList } from './step-list.tsx';

/** A deployment as it goes: its five steps with their logs, then what became of it. */
export function DeployPage() {
  const { deploymentId } = useParams({ from: '/deploy/$deploymentId' });
  const { data: deployment, error } = useQuery(
    queries.deployments.get.queryOptions({ input: { deploymentId } }),
  );
  const { data: subject } = useQuery(
    queries.functions.get.queryOptions({
      input: { functionId: deployment?.functionId ?? '' },
      enabled: deployment !== undefined,
    }),
  );
  const name = subject?.name ?? deployment?.functionId;
  useTabTitle(name && `Deploy ${name}`);
  if (error !== null) return <PageError title="This deployment can't be shown" error={error} />;
  if (deployment === undefined) return null;
  return (
    <div className="h-full overflow-auto">
      <div className="mx-auto flex max-w-220 flex-col gap-4 p-5">
        <header className="flex items-center gap-3">
          <h1 className="flex min-w-0 gap-1.5 text-title font-semibold">
            <span className="truncate" title={name}>
              {name}
            </span>
            {deployment.releaseNumber !== null && (
              <span className="text-ink-muted">v{deployment.releaseNumber}</span>
            )}
          </h1>
          <DeploymentState deployment={deployment} />
          <span className="grow" />
          <CopyDeployCommand deployment={deployment} />
          {isUnderWay(deployment) && <CancelButton deploymentId={deploymentId} />}
        </header>
        {deployment.status === 'ERROR' && <DeployFailure deployment={deployment} />}
        <StepList deployment={deployment} />
        <DeployOutcome deployment={deployment} url={subject?.url ?? null} />
      </div>
    </div>
  );
}

function isUnderWay({ status }: DeploymentDetail): boolean {
  return status !== 'READY' && status !== 'ERROR';
}

function CancelButton({ deploymentId }: { readonly deploymentId: string }) {
  const [error, setError] = useState<unknown>(null);
  const cancel = (): Promise<void> =>
    rpc.deployments.cancel({ deploymentId }).then(
      () => setError(null),
      (cause: unknown) => setError(cause),
    );
  useCommands([
    {
      id: 'deploy.cancel',
      group: 'Deploy',
      title: 'Cancel this deployment',
      keys: 'Mod+.',
      icon: CircleStop,
      run: cancel,
    },
  ]);
  return (
    <>
      {error !== null && (
        <span className="text-bad">{error instanceof Error ? error.message : String(error)}</span>
      )}
      <Button icon={CircleStop} onClick={() => void cancel()}>
        Cancel
      </Button>
    </>
  );
}
