import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { DeploymentDetail } from '../../src-main/contract/rpc/functions.ts';
import { queries } from '../rpc/client.ts';

interface ProblemListProps {
  readonly functionId: string;
  readonly problems: DeploymentDetail['problems'];
}

/** The compiler's messages; each leads to its line where the source is in an open project. */
export function ProblemList({ functionId, problems }: ProblemListProps) {
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const project = projects.find(({ functions }) =>
    functions.some((known) => known.functionId === functionId),
  );
  const source = project?.functions.find((known) => known.functionId === functionId)?.source;
  return (
    <ul aria-label="Problems" className="flex flex-col divide-y rounded-card border">
      {problems.map(({ message, file, line, column }) => {
        const place = [file, line, column].filter((part) => part !== null).join(':');
        return (
          <li key={`${place} ${message}`} className="flex gap-3 px-3 py-1.5">
            {project !== undefined && source !== undefined && line !== null ? (
              <Link
                to="/file/$projectId/$"
                params={{ projectId: project.id, _splat: source }}
                search={{ line }}
                className="font-mono text-small text-accent hover:underline"
              >
                {place}
              </Link>
            ) : (
              <span className="font-mono text-small text-ink-muted">{place}</span>
            )}
            <span className="select-text">{message}</span>
          </li>
        );
      })}
    </ul>
  );
}
