import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Deployment } from '../../src-main/contract/deployment.ts';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { queries } from '../rpc/client.ts';
import { Age } from '../ui/age.tsx';
import { Copied } from '../ui/copied.tsx';
import { DeploymentState } from '../ui/deployment-state.tsx';
import { Fact, FactList } from '../ui/fact-list.tsx';
import { formatBytes, formatMemory } from '../ui/format.ts';
import { Truncated } from '../ui/truncated.tsx';
import { useProjectFunction } from './project-function.ts';
import { shortReason } from './short-reason.ts';
import { describeInvocations, Sparkline } from './sparkline.tsx';

/** The facts of a function at a glance. */
export function OverviewSection({ subject }: { readonly subject: FunctionSummary }) {
  const { data: rows = [] } = useQuery(
    queries.invocations.list.queryOptions({ input: { functionId: subject.id, limit: 20 } }),
  );
  const navigate = useNavigate();
  const curl = `curl '${subject.url}?trigger=http'`;
  return (
    <FactList>
      <Fact name="Call it">
        <Copied text={curl} what="The curl line" className="rounded-control bg-pane px-2 py-1" />
      </Fact>
      <Fact name="Active release">
        <ActiveRelease subject={subject} />
      </Fact>
      {subject.latestDeployment !== null && (
        <Fact name="Last deployment">
          <LastDeployment deployment={subject.latestDeployment} />
        </Fact>
      )}
      {subject.description !== null && (
        <Fact name="Description">
          <p className="py-1 whitespace-pre-line">{subject.description}</p>
        </Fact>
      )}
      {subject.tag !== null && <Fact name="Tag">{subject.tag}</Fact>}
      <Fact name="Memory">{formatMemory(subject.maxMemory)} at most</Fact>
      <Fact name="Instances">{subject.maxInstances} at once</Fact>
      <Fact name="Last invocations">
        {rows.length === 0 ? (
          <span className="text-ink-muted">None yet.</span>
        ) : (
          <>
            <Sparkline
              rows={rows.toReversed()}
              onOpen={(row) =>
                void navigate({ to: '/trace/$invocationId', params: { invocationId: row.id } })
              }
            />
            <span className="ml-2 text-ink-muted">{describeInvocations(rows)}</span>
          </>
        )}
      </Fact>
      <Fact name="Id">
        <Copied text={subject.id} what="The id" />
      </Fact>
    </FactList>
  );
}

function ActiveRelease({ subject }: { readonly subject: FunctionSummary }) {
  const { data: releases = [] } = useQuery(
    queries.functions.releases.queryOptions({ input: { functionId: subject.id } }),
  );
  const hasSource = useProjectFunction(subject.id) !== undefined;
  const active = releases.find((release) => release.active);
  if (subject.activeReleaseNumber === null) {
    if (subject.latestDeployment !== null) return 'None serves yet: calls are answered with 503.';
    return hasSource
      ? 'Nothing deployed. Deploy builds a release and starts it.'
      : 'Nothing deployed. Deploy a file: source in .js, .ts, .rs or .go, or a .wasm module.';
  }
  if (active === undefined) return `v${subject.activeReleaseNumber}`;
  return (
    <>
      <Link
        to="/release/$releaseId"
        params={{ releaseId: active.id }}
        className="text-accent hover:underline"
      >
        v{active.number}
      </Link>
      <span className="text-ink-muted">
        {formatBytes(active.wasmSize ?? active.size)}, made <Age of={active.createdAt} />
      </span>
    </>
  );
}

function LastDeployment({ deployment }: { readonly deployment: Deployment }) {
  return (
    <Link
      to="/deploy/$deploymentId"
      params={{ deploymentId: deployment.id }}
      className="flex min-w-0 items-center gap-2 hover:underline"
    >
      <DeploymentState deployment={deployment} />
      <span className="shrink-0 text-ink-muted">
        <Age of={deployment.createdAt} />
      </span>
      <Truncated text={shortReason(deployment)} className="text-bad" />
    </Link>
  );
}
