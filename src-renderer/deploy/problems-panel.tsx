import { useQuery } from '@tanstack/react-query';
import { queries } from '../rpc/client.ts';
import { FunctionProblems } from './function-problems.tsx';
import { ProblemList } from './problem-list.tsx';

/** What is wrong right now: complaints about every newest deployment, and what projects have to say. */
export function ProblemsPanel() {
  const { data: functions = [] } = useQuery(queries.functions.list.queryOptions());
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const complained = functions.filter(
    ({ latestDeployment: latest }) => latest?.status === 'ERROR' || (latest?.diagnostics ?? []).length > 0,
  );
  const troubled = projects.filter(({ problems }) => problems.length > 0);
  if (complained.length === 0 && troubled.length === 0)
    return <p className="p-3 text-ink-muted">No problems.</p>;
  return (
    <div className="flex h-full flex-col gap-3 overflow-auto p-3">
      {troubled.map(({ id, name, problems }) => (
        <section key={id}>
          <h2 className="mb-1 font-medium">{name}</h2>
          <ProblemList problems={problems} projectId={id} />
        </section>
      ))}
      {complained.map(({ id, name, latestDeployment }) => {
        const { diagnostics = [], errorReason = null } = latestDeployment ?? {};
        return (
          <section key={id}>
            <h2 className="mb-1 font-medium">{name ?? id}</h2>
            {diagnostics.length > 0 ? (
              <FunctionProblems functionId={id} problems={diagnostics} />
            ) : (
              <p className="rounded-card border px-3 py-1.5 text-bad select-text">{errorReason}</p>
            )}
          </section>
        );
      })}
    </div>
  );
}
