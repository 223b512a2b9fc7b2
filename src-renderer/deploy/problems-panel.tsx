import { useQueries, useQuery } from '@tanstack/react-query';
import { queries } from '../rpc/client.ts';
import { ProblemList } from './problem-list.tsx';

/** What is wrong right now: the compiler's messages of every newest deployment that failed, and faults of manifests. */
export function ProblemsPanel() {
  const { data: functions = [] } = useQuery(queries.functions.list.queryOptions());
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const failed = functions.filter(({ latestDeployment }) => latestDeployment?.status === 'ERROR');
  const details = useQueries({
    queries: failed.map(({ latestDeployment }) =>
      queries.deployments.get.queryOptions({ input: { deploymentId: latestDeployment?.id ?? '' } }),
    ),
  });
  const manifests = projects.filter(({ problems }) => problems.length > 0);
  if (failed.length === 0 && manifests.length === 0)
    return <p className="p-3 text-ink-muted">No problems.</p>;
  return (
    <div className="flex h-full flex-col gap-3 overflow-auto p-3">
      {manifests.map(({ id, name, problems }) => (
        <section key={id}>
          <h3 className="mb-1 font-medium">{name}</h3>
          <ul className="divide-y rounded-card border">
            {problems.map(({ file, line, message }) => (
              <li key={`${file}:${line} ${message}`} className="flex gap-3 px-3 py-1.5">
                <span className="font-mono text-small text-ink-muted">
                  {file}
                  {line !== null && `:${line}`}
                </span>
                {message}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {failed.map(({ id, name, latestDeployment }, index) => {
        const problems = details[index]?.data?.problems ?? [];
        return (
          <section key={id}>
            <h3 className="mb-1 font-medium">{name ?? id}</h3>
            {problems.length > 0 ? (
              <ProblemList functionId={id} problems={problems} />
            ) : (
              <p className="text-bad">{latestDeployment?.errorReason}</p>
            )}
          </section>
        );
      })}
    </div>
  );
}
