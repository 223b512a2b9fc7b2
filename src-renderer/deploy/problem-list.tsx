import { Link } from '@tanstack/react-router';
import { CircleX, TriangleAlert } from 'lucide-react';
import { type Diagnostic, placeOfDiagnostic } from '../../src-main/contract/diagnostic.ts';

interface ProblemListProps {
  readonly problems: readonly Diagnostic[];
  /** The open project that the files belong to; null where there is none. */
  readonly projectId: string | null;
}

/** What compilers complain of, each with its place, which leads there where the source is open, and its own words. */
export function ProblemList({ problems, projectId }: ProblemListProps) {
  return (
    <ul aria-label="Problems" className="flex flex-col divide-y rounded-card border">
      {problems.map((problem) => (
        <Problem key={JSON.stringify(problem)} problem={problem} projectId={projectId} />
      ))}
    </ul>
  );
}

/** A file of a library of the compiler's, which is in no project. */
const isElsewhere = /^(?:\/|[A-Za-z]:)/;

function Problem({
  problem,
  projectId,
}: {
  readonly problem: Diagnostic;
  readonly projectId: string | null;
}) {
  const { file, line, column, severity, message, text } = problem;
  const place = placeOfDiagnostic(problem);
  return (
    <li className="flex flex-col gap-1 px-3 py-1.5">
      <div className="flex items-start gap-2">
        {severity === 'error' ? (
          <CircleX size={14} aria-label="Error" className="mt-0.5 shrink-0 text-bad" />
        ) : (
          <TriangleAlert size={14} aria-label="Warning" className="mt-0.5 shrink-0 text-warn" />
        )}
        {file !== null &&
          (projectId === null || isElsewhere.test(file) ? (
            <span className="shrink-0 font-mono text-small leading-4.75 text-ink-muted">{place}</span>
          ) : (
            <Link
              to="/file/$projectId/$"
              params={{ projectId, _splat: file }}
              search={{ line: line ?? undefined, column: column ?? undefined }}
              className="shrink-0 font-mono text-small leading-4.75 text-accent hover:underline"
            >
              {place}
            </Link>
          ))}
        <span className="min-w-0 break-words select-text">{message}</span>
      </div>
      {text.includes('\n') && (
        <details className="ml-5 text-small text-ink-muted">
          <summary className="cursor-default">In the compiler’s words</summary>
          <pre className="mt-1 select-text overflow-auto font-mono">{text}</pre>
        </details>
      )}
    </li>
  );
}
