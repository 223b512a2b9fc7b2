import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { FileX2, Rocket, Save } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { FileContent, Project } from '../../src-main/contract/rpc/projects.ts';
import { useCommands } from '../app/commands/use-commands.ts';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Failure, PageError } from '../ui/failure.tsx';
import { formatBytes, formatDuration } from '../ui/format.ts';
import { showNotice } from '../ui/notice.tsx';
import { CodeEditor } from './code-editor.tsx';
import { DiskBanner } from './disk-banner.tsx';
import { type Draft, readDraft, useDraft, writeDraft } from './drafts.ts';
import { useFileProblems } from './file-problems.ts';

/** A file of a project in an editor. */
export function FilePage() {
  const { projectId, _splat: path = '' } = useParams({ from: '/file/$projectId/$' });
  const { data: file, error } = useQuery(queries.projects.read.queryOptions({ input: { projectId, path } }));
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const isDraft = useDraft(projectId, path) !== undefined;
  useTabTitle(`${path.slice(path.lastIndexOf('/') + 1)}${isDraft ? ' •' : ''}`);
  if (error !== null && !isDraft) return <PageError title={`${path} can't be read`} error={error} />;
  const disk = error === null ? file : null;
  if (disk === undefined) return null;
  if (disk !== null && disk.text === null)
    return (
      <EmptyState icon={FileX2} title="Not a text file">
        {path} holds {formatBytes(disk.size)} of bytes that are not text.
      </EmptyState>
    );
  const project = projects.find(({ id }) => id === projectId);
  return (
    <Editor key={`${projectId}/${path}`} projectId={projectId} path={path} disk={disk} project={project} />
  );
}

interface EditorProps {
  readonly projectId: string;
  readonly path: string;
  /** The file as it is, null where a draft is all that is left of it. */
  readonly disk: FileContent | null;
  readonly project: Project | undefined;
}

function Editor({ projectId, path, disk, project }: EditorProps) {
  const { line } = useSearch({ from: '/file/$projectId/$' });
  const navigate = useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => readDraft(projectId, path));
  const [error, setError] = useState<unknown>(null);
  const problems = useFileProblems(project, path);
  const owner = project?.functions.find(({ source }) => source === path || path.startsWith(`${source}/`));
  const keep = (next: Draft | undefined): void => {
    setDraft(next);
    writeDraft(projectId, path, next);
  };
  // What is on disk is no draft any more, whether it was saved here or written by somebody else.
  const isSaved = draft !== undefined && draft.text === disk?.text;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it ends the draft that it was told of, once
  useEffect(() => {
    if (isSaved) keep(undefined);
  }, [isSaved]);
  const change = (text: string): void =>
    keep(text === disk?.text ? undefined : { text, version: draft?.version ?? disk?.version ?? '' });
  const saveOver = async (version: string | null): Promise<void> => {
    if (draft === undefined) return;
    setError(null);
    try {
      const written = await rpc.projects.write({ projectId, path, text: draft.text, version });
      client.setQueryData(queries.projects.read.queryKey({ input: { projectId, path } }), written);
      // What was typed meanwhile goes on from what was written.
      const typed = readDraft(projectId, path);
      if (typed !== undefined) keep({ ...typed, version: written.version });
    } catch (cause) {
      setError(cause);
    }
  };
  const save = (): Promise<void> => saveOver(disk === null ? null : (draft?.version ?? null));
  const deploy = async (): Promise<void> => {
    if (owner === undefined) return;
    await save();
    try {
      const { id } = await rpc.projects.deploy({ projectId, name: owner.name });
      void navigate({ to: '/deploy/$deploymentId', params: { deploymentId: id } });
    } catch (cause) {
      setError(cause);
    }
  };
  useCommands([
    { id: 'file.save', group: 'File', title: 'Save', keys: 'Mod+S', icon: Save, run: save },
    ...(owner === undefined
      ? []
      : [
          {
            id: 'deploy.current',
            group: 'Deploy',
            title: `Deploy ${owner.name}`,
            keys: 'Mod+Shift+D',
            icon: Rocket,
            run: deploy,
          },
        ]),
  ]);
  return (
    <div className="flex h-full flex-col">
      <div role="toolbar" aria-label="File" className="flex h-9 shrink-0 items-center gap-2 border-b px-3">
        <span className="grow truncate font-mono text-small text-ink-muted">{path}</span>
        {draft !== undefined && <span className="text-small text-warn">Not saved</span>}
        <Button icon={Save} disabled={draft === undefined} onClick={() => void save()}>
          Save
        </Button>
        {owner !== undefined && (
          <>
            <WatchSwitch
              projectId={projectId}
              name={owner.name}
              on={owner.watched}
              servedAfter={owner.servedAfter}
            />
            <Button look="primary" icon={Rocket} onClick={() => void deploy()}>
              Deploy {owner.name}
            </Button>
          </>
        )}
      </div>
      {draft !== undefined && draft.version !== disk?.version && (
        <DiskBanner
          isGone={disk === null}
          onKeepMine={() => void saveOver(disk?.version ?? null)}
          onTakeTheirs={() => {
            setError(null);
            keep(undefined);
          }}
        />
      )}
      {error !== null && <Failure title={`${path}: that did not work`} error={error} />}
      <div className="min-h-0 grow">
        <CodeEditor
          label={path}
          path={path}
          value={draft?.text ?? disk?.text ?? ''}
          line={line}
          problems={problems}
          onChange={change}
        />
      </div>
    </div>
  );
}

interface WatchSwitchProps {
  readonly projectId: string;
  readonly name: string;
  readonly on: boolean;
  readonly servedAfter: number | null;
}

function WatchSwitch({ projectId, name, on, servedAfter }: WatchSwitchProps) {
  const toggle = async (): Promise<void> => {
    await rpc.projects.watch({ projectId, name, on: !on });
    showNotice({ text: on ? `${name} is no longer watched.` : `${name} is deployed at every save.` });
  };
  return (
    <label className="flex items-center gap-1.5 text-ink-muted">
      <input type="checkbox" checked={on} onChange={() => void toggle()} /> Deploy on save
      {on && servedAfter !== null && (
        <span
          className="text-small text-good"
          title="From the save to the first request that the new version would serve"
        >
          served in {formatDuration(servedAfter * 1_000)}
        </span>
      )}
    </label>
  );
}
