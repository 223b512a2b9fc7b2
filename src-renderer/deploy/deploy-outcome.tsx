import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, SendHorizontal, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { DeploymentDetail, FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { newScratch } from '../composer/composer-commands.ts';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Copied } from '../ui/copied.tsx';
import { Pending } from '../ui/pending.tsx';
import { DeployAgain } from './deploy-again.tsx';
import { ModuleReportView } from './module-report.tsx';
import { ReleaseDiff } from './release-diff.tsx';

interface DeployOutcomeProps {
  readonly deployment: DeploymentDetail;
  readonly subject: FunctionSummary;
}

/** What became of a deployment that is ready: where it answers, or what serves in its place, and what it consists of. */
export function DeployOutcome({ deployment, subject }: DeployOutcomeProps) {
  if (deployment.status !== 'READY' || deployment.releaseId === null) return null;
  // The newest one that is ready serves, also where the function was not asked again yet.
  const isServing = [subject.activeDeploymentId, subject.latestDeployment?.id].includes(deployment.id);
  return (
    <>
      {isServing ? <Endpoint subject={subject} /> : <Replaced deployment={deployment} subject={subject} />}
      <Report deployment={deployment} releaseId={deployment.releaseId} />
    </>
  );
}

function Endpoint({ subject }: { readonly subject: FunctionSummary }) {
  const curl = `curl '${subject.url}?trigger=http'`;
  return (
    <section
      aria-label="Endpoint"
      className="flex items-center gap-2 rounded-card bg-good-wash px-3 py-2 text-good"
    >
      <CircleCheck size={15} aria-hidden className="shrink-0" />
      <span className="flex min-w-0 grow items-center gap-1 text-small">
        <Copied text={curl} what="The curl line" />
      </span>
      <Button icon={SendHorizontal} onClick={() => void newScratch(subject.id)}>
        Send a request
      </Button>
    </section>
  );
}

function Replaced({ deployment, subject }: DeployOutcomeProps) {
  const [isAsking, setIsAsking] = useState(false);
  const { releaseId, releaseNumber } = deployment;
  const live = subject.activeReleaseNumber;
  return (
    <section aria-label="What serves" className="flex items-center gap-2 rounded-card border px-3 py-2">
      <p className="grow">{live === null ? 'No release serves' : `v${live} serves`} this function now.</p>
      {releaseId !== null && releaseNumber !== null && live !== releaseNumber && (
        <Button icon={Undo2} onClick={() => setIsAsking(true)}>
          Deploy v{releaseNumber} again
        </Button>
      )}
      {isAsking && releaseId !== null && releaseNumber !== null && (
        <DeployAgain
          subject={subject}
          release={{ id: releaseId, number: releaseNumber }}
          onClose={() => setIsAsking(false)}
        />
      )}
    </section>
  );
}

function Report({
  deployment,
  releaseId,
}: {
  readonly deployment: DeploymentDetail;
  readonly releaseId: string;
}) {
  const { data: report } = useQuery(queries.releases.report.queryOptions({ input: { releaseId } }));
  const { data: releases = [] } = useQuery(
    queries.functions.releases.queryOptions({ input: { functionId: deployment.functionId } }),
  );
  const number = deployment.releaseNumber ?? 0;
  const before = releases.filter((release) => release.number < number && release.wasmDigest !== null).at(0);
  return (
    <>
      {before !== undefined && <ReleaseDiff before={before} after={{ id: releaseId, number }} />}
      {report === undefined ? <Pending what="Reading the module" /> : <ModuleReportView report={report} />}
      <p>
        <Link to="/release/$releaseId" params={{ releaseId }} className="text-accent hover:underline">
          Open the report of v{number} in its own tab
        </Link>
      </p>
    </>
  );
}
