import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDraft } from '../../editor/drafts.ts';
import { languageName } from '../../editor/language-name.ts';
import { queries } from '../../rpc/client.ts';
import { Copied } from '../../ui/copied.tsx';
import { Fact, FactList } from '../../ui/fact-list.tsx';
import { formatBytes } from '../../ui/format.ts';
import { nameOf, type ProjectFile, parentOf } from '../row-ids.ts';

/** A file or folder: where it lies, what it is, and which function is made of it. */
export function FileFacts({ kind, projectId, path }: ProjectFile) {
  const folder = { projectId, path: parentOf(path) };
  const { data: entries = [] } = useQuery(queries.projects.entries.queryOptions({ input: folder }));
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const draft = useDraft(projectId, path);
  const entry = entries.find((other) => other.path === path);
  const project = projects.find(({ id }) => id === projectId);
  const owner = project?.functions.find(({ source }) => source === path || path.startsWith(`${source}/`));
  const language = languageName(path);
  return (
    <FactList narrow>
      <Fact name={kind === 'file' ? 'File' : 'Folder'}>
        <span className="truncate" title={path}>
          {nameOf(path)}
        </span>
        {draft !== undefined && <span className="shrink-0 text-small text-warn">Not saved</span>}
      </Fact>
      <Fact name="Path">
        <Copied text={project === undefined ? path : `${project.folder}/${path}`} what="The path" wraps />
      </Fact>
      {kind === 'file' && entry !== undefined && <Fact name="Size">{formatBytes(entry.size)}</Fact>}
      {kind === 'file' && language !== null && <Fact name="Language">{language}</Fact>}
      {project !== undefined && <Fact name="Project">{project.name}</Fact>}
      {owner !== undefined && (
        <Fact name="Function">
          {owner.functionId === null ? (
            `${owner.name}, not deployed yet`
          ) : (
            <Link
              to="/function/$functionId"
              params={{ functionId: owner.functionId }}
              className="truncate text-accent"
            >
              {owner.name}
            </Link>
          )}
        </Fact>
      )}
    </FactList>
  );
}
