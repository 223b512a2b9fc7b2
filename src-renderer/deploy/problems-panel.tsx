import { FunctionProblems } from './function-problems.tsx';
import { ProblemList } from './problem-list.tsx';
import { useProblems } from './use-problems.ts';

/** What is wrong right now: complaints about every newest deployment, and what projects have to say. */
export function ProblemsPanel() {
  const { functions, projects, count } = useProblems();
  if (count === 0) return <p className="p-3 text-ink-muted">No problems.</p>;
  return (
    <div className="flex h-full flex-col gap-3 overflow-auto p-3">
      {projects.map(({ id, name, problems }) => (
        <section key={id}>
          <h2 className="mb-1 font-medium">{name}</h2>
          <ProblemList problems={problems} projectId={id} />
        </section>
      ))}
      {functions.map(({ id, name, latestDeployment }) => {
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
