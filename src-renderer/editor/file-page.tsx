import { ORPCError } from '@orpc/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Rocket, Save } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { FileContent, Project } from '../../src-main/contract/rpc/projects.ts';
import { useCommands } from '../app/commands/use-commands.ts';
import { pageCommands } from '../app/page-commands.ts';
import { CloseTabButton } from '../app/tabs/close-tab-button.tsx';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { BuildFailure } from '../deploy/build-failure.tsx';
import { openProjectDialog } from '../explorer/open-project-dialog.tsx';
import { queries, rpc } from '../rpc/client.ts';
import { useIsConnected } from '../rpc/use-is-connected.ts';
import { Button } from '../ui/button.tsx';
import { Elapsed } from '../ui/elapsed.tsx';
import { PageError } from '../ui/failure.tsx';
import { formatDuration } from '../ui/format.ts';
import { showNotice } from '../ui/notice.tsx';
import { BytesPage } from './bytes-page.tsx';
import { CodeEditor } from './code-editor.tsx';
import { DiskBanner } from './disk-banner.tsx';
import { type Draft, readDraft, useDraft, writeDraft } from './drafts.ts';
import { useFileProblems } from './file-problems.ts';
import { TextDiff } from './text-diff.tsx';

/** A file of a project in an editor. */
export function FilePage() {
  const { projectId, _splat: path = '' } = useParams({ from: '/file/$projectId/$' });
  const { data: file, error } = useQuery(queries.projects.read.queryOptions({ input: { projectId, path } }));
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const isDraft = useDraft(projectId, path) !== undefined;
  useTabTitle(`${path.slice(path.lastIndexOf('/') + 1)}${isDraft ? ' •' : ''}`);
  const project = projects.find(({ id }) => id === projectId);
  if (error !== null && !isDraft)
    return (
      <PageError
        title={`${path} can't be read`}
        error={error}
        actions={
          <>
            {project === undefined && <Button onClick={openProjectDialog}>Open a project folder…</Button>}
            <CloseTabButton />
          </>
        }
      />
    );
  const disk = error === null ? file : null;
  if (disk === undefined) return null;
  if (disk !== null && disk.text === null)
    return <BytesPage projectId={projectId} path={path} version={disk.version} />;
  return (
    <Editor key={`${projectId}/${path}`} projectId={projectId} path={path} disk={disk} project={project} />
  );
}

function isConflict(error: unknown): boolean {
  return error instanceof ORPCError && error.code === 'conflict';
}

/** Which version of the file a save goes over. */
type VersionOf = (unsaved: Draft) => string | null;

interface EditorProps {
  readonly projectId: string;
  readonly path: string;
  /** The file as it is, null where a draft is all that is left of it. */
  readonly disk: FileContent | null;
  readonly project: Project | undefined;
}

function Editor({ projectId, path, disk, project }: EditorProps) {
  const { line, column } = useSearch({ from: '/file/$projectId/$' });
  const navigate = useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => readDraft(projectId, path));
  const [failure, setFailure] = useState<{ readonly title: string; readonly error: unknown } | null>(null);
  /** Since when a deployment is being prepared: compilers beside the source run before it begins. */
  const [startedAt, setStartedAt] = useState<number | null>(null);
  const isConnected = useIsConnected();
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
  /** Gives whether everything that was typed is on disk. */
  const write = async (versionOf: VersionOf): Promise<boolean> => {
    const unsaved = readDraft(projectId, path);
    if (unsaved === undefined) return true;
    setFailure(null);
    try {
      const version = versionOf(unsaved);
      const written = await rpc.projects.write({ projectId, path, text: unsaved.text, version });
      client.setQueryData(queries.projects.read.queryKey({ input: { projectId, path } }), written);
      // What was typed meanwhile goes on from what was written.
      const typed = readDraft(projectId, path);
      if (typed !== undefined) keep({ ...typed, version: written.version });
      return true;
    } catch (error) {
      await client.invalidateQueries({
        queryKey: queries.projects.read.queryKey({ input: { projectId, path } }),
      });
      setFailure({ title: `${path} was not saved`, error });
      return false;
    }
  };
  // One after the other: each goes on from what the one before has written.
  const lastSave = useRef<Promise<boolean>>(Promise.resolve(true));
  const saveOver = (versionOf: VersionOf): Promise<boolean> => {
    lastSave.current = lastSave.current.then(() => write(versionOf));
    return lastSave.current;
  };
  const save = (): Promise<boolean> => saveOver(({ version }) => (disk === null ? null : version));
  const deploy = async (): Promise<void> => {
    // What is on disk is not what is on the screen: deploying it would only look like it.
    if (owner === undefined || startedAt !== null) return;
    setStartedAt(Date.now());
    try {
      if (!(await save())) return;
      setFailure(null);
      const { id } = await rpc.projects.deploy({ projectId, name: owner.name });
      void navigate({ to: '/deploy/$deploymentId', params: { deploymentId: id } });
    } catch (error) {
      setFailure({ title: `${owner.name} was not deployed`, error });
    } finally {
      setStartedAt(null);
    }
  };
  const isOvertaken = draft !== undefined && draft.version !== disk?.version;
  const [isComparing, setIsComparing] = useState(false);
  const compared = isOvertaken && isComparing ? disk : null;
  const isRefused = isOvertaken && isConflict(failure?.error);
  const { file } = pageCommands;
  useCommands([
    { ...file.save, run: async () => void (await save()) },
    ...(owner === undefined ? [] : [{ ...file.deploy, title: `Deploy ${owner.name}`, run: deploy }]),
  ]);
  return (
    <div className="flex h-full flex-col">
      <div
        role="toolbar"
        aria-label="File"
        className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b px-3 py-1"
      >
        <h1 className="min-w-0 grow basis-40 truncate font-mono text-small font-normal text-ink-muted">
          {path}
        </h1>
        {draft !== undefined && <span className="shrink-0 text-small text-warn">Not saved</span>}
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
            <Button look="primary" icon={Rocket} disabled={startedAt !== null} onClick={() => void deploy()}>
              {startedAt === null ? (
                `Deploy ${owner.name}`
              ) : !isConnected ? (
                'Waiting for the platform'
              ) : (
                <>
                  Building {owner.name} <Elapsed since={startedAt} />
                </>
              )}
            </Button>
          </>
        )}
      </div>
      {isOvertaken && (
        <DiskBanner
          isGone={disk === null}
          isRefused={isRefused}
          isComparing={isComparing}
          onCompare={() => setIsComparing(!isComparing)}
          onKeepMine={() => void saveOver(() => disk?.version ?? null)}
          onTakeTheirs={() => {
            setFailure(null);
            keep(undefined);
          }}
        />
      )}
      {/* The banner has said so already, and what to do. */}
      {failure !== null && !isRefused && (
        <div className="max-h-1/2 shrink-0 overflow-auto border-b p-2">
          <BuildFailure {...failure} projectId={projectId} />
        </div>
      )}
      {compared !== null && (
        <>
          <div
            aria-hidden
            className="grid shrink-0 grid-cols-2 border-b text-small text-ink-muted *:px-3 *:py-1"
          >
            <span>On disk</span>
            <span>Mine</span>
          </div>
          <TextDiff names={['On disk', 'Mine']} before={compared.text ?? ''} after={draft?.text ?? ''} />
        </>
      )}
      {/* It stays while the two are compared, with what can be undone. */}
      <div className={compared === null ? 'min-h-0 grow' : 'hidden'}>
        <CodeEditor
          label={path}
          path={path}
          value={draft?.text ?? disk?.text ?? ''}
          line={line}
          column={column}
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
    <label className="flex shrink-0 items-center gap-1.5 whitespace-nowrap text-ink-muted">
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
