import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Release } from '../../src-main/contract/release.ts';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { CloseTabButton } from '../app/tabs/close-tab-button.tsx';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { queries } from '../rpc/client.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { PageError } from '../ui/failure.tsx';
import { Pending } from '../ui/pending.tsx';
import { DeployAgain } from './deploy-again.tsx';
import { madeBy } from './made-by.ts';
import { ModuleReportView } from './module-report.tsx';
import { ReleaseComparison } from './release-comparison.tsx';
import { ReleaseFactsView } from './release-facts.tsx';

/** A release: of what, what made it and when, whether it serves, and what it consists of. */
export function ReleasePage() {
  const { releaseId } = useParams({ from: '/release/$releaseId' });
  const { data: report, error } = useQuery(queries.releases.report.queryOptions({ input: { releaseId } }));
  const { data: release } = useQuery(queries.releases.get.queryOptions({ input: { releaseId } }));
  const { data: functions = [] } = useQuery(queries.functions.list.queryOptions());
  const subject = functions.find(({ id }) => id === release?.functionId);
  useTabTitle(release && `${subject?.name ?? release.functionId} v${release.number}`);
  if (error !== null)
    return <PageError title="This release can't be read" error={error} actions={<CloseTabButton />} />;
  return (
    <div className="h-full overflow-auto">
      <div className="mx-auto flex max-w-220 flex-col gap-4 p-5">
        {release !== undefined && subject !== undefined && (
          <ReleaseHeader release={release} subject={subject} />
        )}
        {release !== undefined && <ReleaseComparison release={release} />}
        {report === undefined ? <Pending what="Reading the module" /> : <ModuleReportView report={report} />}
        {release !== undefined && <ReleaseFactsView release={release} />}
      </div>
    </div>
  );
}

interface ReleaseHeaderProps {
  readonly release: Release;
  readonly subject: FunctionSummary;
}

function ReleaseHeader({ release, subject }: ReleaseHeaderProps) {
  const [isAsking, setIsAsking] = useState(false);
  const name = subject.name ?? subject.id;
  const isActive = subject.activeReleaseNumber === release.number;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <h1 className="flex min-w-0 gap-1.5 text-title font-semibold">
        <Link
          to="/function/$functionId"
          params={{ functionId: release.functionId }}
          className="truncate hover:underline"
          title={name}
        >
          {name}
        </Link>
        <span className="text-ink-muted">v{release.number}</span>
      </h1>
      {isActive && <span className="rounded-small bg-good-wash px-1.5 text-small text-good">active</span>}
      <span className="min-w-0 grow truncate text-ink-muted" title={release.createdAt}>
        {madeBy(release)}, <Age of={release.createdAt} />
      </span>
      {!isActive && (
        <Button icon={Undo2} onClick={() => setIsAsking(true)}>
          Deploy v{release.number} again
        </Button>
      )}
      {isAsking && <DeployAgain subject={subject} release={release} onClose={() => setIsAsking(false)} />}
    </header>
  );
}
