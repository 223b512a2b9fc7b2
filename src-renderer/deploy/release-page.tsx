import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { queries } from '../rpc/client.ts';
import { PageError } from '../ui/failure.tsx';
import { formatBytes } from '../ui/format.ts';
import { ModuleReportView } from './module-report.tsx';
import { ReleaseFactsView } from './release-facts.tsx';

/** What a release consists of. */
export function ReleasePage() {
  const { releaseId } = useParams({ from: '/release/$releaseId' });
  const { data: report, error } = useQuery(queries.releases.report.queryOptions({ input: { releaseId } }));
  const { data: release } = useQuery(queries.releases.get.queryOptions({ input: { releaseId } }));
  useTabTitle(report && `Release, ${formatBytes(report.size)}`);
  if (error !== null) return <PageError title="This release can't be read" error={error} />;
  if (report === undefined) return null;
  return (
    <div className="h-full overflow-auto">
      <div className="mx-auto flex max-w-220 flex-col gap-4 p-5">
        <ModuleReportView report={report} />
        {release !== undefined && <ReleaseFactsView release={release} />}
      </div>
    </div>
  );
}
