import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { CircleStop } from 'lucide-react';
import { useState } from 'react';
import type { DeploymentDetail } from '../../src-main/contract/rpc/functions.ts';
import { useCommands } from '../app/commands/use-commands.ts';
import { pageCommands } from '../app/page-commands.ts';
import { CloseTabButton } from '../app/tabs/close-tab-button.tsx';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { DeploymentState } from '../ui/deployment-state.tsx';
import { PageError } from '../ui/failure.tsx';
import { formatMoment } from '../ui/format.ts';
import { CopyDeployCommand } from './copy-deploy-command.tsx';
import { DeployFailure } from './deploy-failure.tsx';
import { DeployOutcome } from './deploy-outcome.tsx';
import { DeploySourceButton, DeploySourceFailure, useSourceDeploy } from './deploy-source.tsx';
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
  useTabTitle(deployment && `Deploy ${name}${whichOne(deployment)}`);
  const deploy = useSourceDeploy(deployment?.functionId ?? '');
  if (error !== null)
    return <PageError title="This deployment can't be shown" error={error} actions={<CloseTabButton />} />;
  if (deployment === undefined) return null;
  return (
    <div className="h-full overflow-auto">
      <div className="mx-auto flex max-w-220 flex-col gap-4 p-5">
        <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="flex min-w-0 gap-1.5 text-title font-semibold">
            <Link
              to="/function/$functionId"
              params={{ functionId: deployment.functionId }}
              className="truncate hover:underline"
              title={name}
            >
              {name}
            </Link>
            {deployment.releaseNumber !== null && (
              <span className="text-ink-muted">v{deployment.releaseNumber}</span>
            )}
          </h1>
          <DeploymentState deployment={deployment} />
          <span className="grow text-ink-muted">
            {formatMoment(deployment.createdAt, Date.now())}, <Age of={deployment.createdAt} />
          </span>
          <div className="flex flex-wrap items-center gap-2">
            <CopyDeployCommand deployment={deployment} />
            {isUnderWay(deployment) && <CancelButton deploymentId={deploymentId} />}
            {!isUnderWay(deployment) && deploy !== undefined && (
              <DeploySourceButton deploy={deploy} label="Deploy again" look="plain" />
            )}
          </div>
        </header>
        {deploy !== undefined && <DeploySourceFailure deploy={deploy} />}
        {deployment.status === 'ERROR' && <DeployFailure deployment={deployment} />}
        <StepList deployment={deployment} />
        {subject !== undefined && <DeployOutcome deployment={deployment} subject={subject} />}
      </div>
    </div>
  );
}

/** Tells a deployment from the others of its function: each release has one of its own, and may be deployed again. */
function whichOne({ releaseNumber, steps, createdAt }: DeploymentDetail): string {
  if (releaseNumber === null) return '';
  const isAgain = steps.some(({ name, state }) => name === 'upload' && state === 'skipped');
  return ` v${releaseNumber}${isAgain ? `, ${formatMoment(createdAt, Date.now())}` : ''}`;
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
  useCommands([{ ...pageCommands.deployment.cancel, run: cancel }]);
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
