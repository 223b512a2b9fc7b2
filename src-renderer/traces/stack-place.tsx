import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { nameInSource } from '../editor/file-problems.ts';
import { queries } from '../rpc/client.ts';

interface StackPlaceProps {
  readonly functionId: string;
  /** `file:line:column`, as the frame has it. */
  readonly source: string;
}

/** A place in the source of a function, which leads there where an open project has it. */
export function StackPlace({ functionId, source }: StackPlaceProps) {
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const [, file, line, column] = /^(.+?):(\d+)(?::(\d+))?$/.exec(source) ?? [];
  for (const { id, folder, functions } of projects) {
    const known = functions.find((entry) => entry.functionId === functionId);
    if (known === undefined || file === undefined) continue;
    const path = pathInProject(file, folder, known.source);
    if (path === null) break;
    return (
      <Link
        to="/file/$projectId/$"
        params={{ projectId: id, _splat: path }}
        search={{ line: Number(line), column: column === undefined ? column : Number(column) }}
        className="text-accent hover:underline"
      >
        {[path, line, column].filter((part) => part !== undefined).join(':')}
      </Link>
    );
  }
  return source;
}

/** Null for a file of a standard library or dependency. Compilers without a way to say it otherwise name whole paths. */
function pathInProject(file: string, folder: string, source: string): string | null {
  if (file.startsWith(`${folder}/`)) return file.slice(folder.length + 1);
  return /^(?:[\\/]|[a-z]:)/i.test(file) ? null : nameInSource(file, source);
}
