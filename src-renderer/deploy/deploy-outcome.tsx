import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, Copy } from 'lucide-react';
import type { DeploymentDetail } from '../../src-main/contract/rpc/functions.ts';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { ModuleReportView } from './module-report.tsx';
import { ReleaseDiff } from './release-diff.tsx';

/** What became of a deployment that is ready: where it answers, and what it consists of. */
export function DeployOutcome({
  deployment,
  url,
}: {
  readonly deployment: DeploymentDetail;
  readonly url: string | null;
}) {
  if (deployment.status !== 'READY' || deployment.releaseId === null) return null;
  return (
    <>
      {url !== null && (
        <section className="flex items-center gap-2 rounded-card bg-good-wash px-3 py-2 text-good">
          <CircleCheck size={15} aria-hidden />
          <code className="min-w-0 grow truncate select-text">curl '{url}?trigger=http'</code>
          <Button
            look="quiet"
            icon={Copy}
            onClick={() => void navigator.clipboard.writeText(`curl '${url}?trigger=http'`)}
          >
            Copy
          </Button>
        </section>
      )}
      <Report deployment={deployment} releaseId={deployment.releaseId} />
    </>
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
      {report !== undefined && <ModuleReportView report={report} />}
      <p>
        <Link to="/release/$releaseId" params={{ releaseId }} className="text-accent hover:underline">
          Open the report of v{number} in its own tab
        </Link>
      </p>
    </>
  );
}
