import { useMutation, useQuery } from '@tanstack/react-query';
import { FileCode2, FolderOpen, type LucideIcon, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { fileAddress } from '../editor/file-address.ts';
import { revealProject } from '../explorer/explorer-state.ts';
import { openNewFunction } from '../explorer/new-function-dialog.tsx';
import { openProjectDialog } from '../explorer/open-project-dialog.tsx';
import { reopenProject, useRecentProjects } from '../explorer/recent-projects.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Failure } from '../ui/failure.tsx';
import { KeyCap } from '../ui/key-cap.tsx';
import { Truncated } from '../ui/truncated.tsx';
import { describeChord } from './commands/key-chord.ts';
import { goTo } from './go-to.ts';
import { focusPage } from './layout/panes.ts';
import { startTour } from './tour.tsx';

const sampleName = 'hello-atelier';

/** What stands there without any tab: three ways to begin, and the way to everything else. */
export function StartPage() {
  const { data: info } = useQuery(queries.platform.info.queryOptions());
  const sample = useMutation({
    mutationFn: async () => {
      const { folder } = await rpc.projects.suggestFolder({ name: sampleName });
      const project = await rpc.projects.create({ folder, name: sampleName, template: 'js-http' });
      revealProject(project.id);
      startTour(project.id);
      const source = project.functions[0]?.source;
      if (source !== undefined) goTo(fileAddress(project.id, source));
      focusPage();
    },
  });
  return (
    <div className="flex h-full flex-col items-center justify-center gap-6 overflow-auto p-6">
      <h1 className="text-title font-semibold">A functions cloud on this machine</h1>
      <div className="grid w-full max-w-190 grid-cols-3 gap-3">
        <Card icon={Sparkles} title="Try the sample" busy={sample.isPending} onClick={() => sample.mutate()}>
          JavaScript with an HTTP trigger. Nothing to install.
        </Card>
        <Card icon={FileCode2} title="New function" onClick={() => openNewFunction()}>
          From a template: Rust, Go, AssemblyScript, JavaScript and more.
        </Card>
        <Card icon={FolderOpen} title="Open folder" onClick={openProjectDialog}>
          Source of yours, with or without an <code>atelier.json</code>.
        </Card>
      </div>
      {sample.error !== null && (
        <div className="w-full max-w-190">
          <Failure title="The sample could not be made" error={sample.error} />
        </div>
      )}
      <RecentProjects />
      <p className="text-ink-muted">
        Every command: <KeyCap chord={describeChord('Mod+K')} />
        {info !== undefined && (
          <>
            {' '}
            · The terminal's <code>clever functions</code> drives the same platform.
          </>
        )}
      </p>
    </div>
  );
}

function RecentProjects() {
  const projects = useRecentProjects();
  if (projects.length === 0) return null;
  return (
    <section aria-labelledby="recent" className="w-full max-w-190">
      <h2 id="recent" className="px-2 pb-1 text-small font-semibold text-ink-muted">
        Closed lately
      </h2>
      {projects.map(({ name, folder }) => (
        <button
          key={folder}
          type="button"
          className="flex h-6.5 w-full items-center gap-3 rounded-control px-2 text-left hover:bg-hover"
          onClick={() => void reopenProject(folder)}
        >
          <span className="shrink-0 text-accent">{name}</span>
          <Truncated text={folder} className="font-mono text-small text-ink-muted" />
        </button>
      ))}
    </section>
  );
}

interface CardProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly busy?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Card({ icon: Icon, title, busy = false, onClick, children }: CardProps) {
  return (
    <button
      type="button"
      disabled={busy}
      className="flex flex-col gap-1.5 rounded-card border border-line-strong p-4 text-left hover:border-accent hover:bg-hover disabled:opacity-60"
      onClick={onClick}
    >
      <Icon size={20} aria-hidden className="text-accent" strokeWidth={1.7} />
      <span className="font-semibold">{title}</span>
      <span className="text-small text-ink-muted">{children}</span>
    </button>
  );
}
