import { useMutation, useQuery } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { useEffect } from 'react';
import type { Project } from '../../src-main/contract/rpc/projects.ts';
import { newScratch } from '../composer/composer-commands.ts';
import { fileAddress } from '../editor/file-address.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { showNotice } from '../ui/notice.tsx';
import { goTo } from './go-to.ts';
import { usePreference, writePreference } from './preferences.ts';
import { useTabs } from './tabs/tabs.ts';
import { breakSource, type TourStep, tourSteps } from './tour-steps.ts';

const preferenceKey = 'tour';

interface Tour {
  readonly projectId: string;
  readonly isTraced: boolean;
}

/** Shows the way through a project that was just made of the sample. */
export function startTour(projectId: string): void {
  writePreference(preferenceKey, { projectId, isTraced: false } satisfies Tour);
}

/** The tour, while there is one and its project is open. */
export function TourStrip() {
  const [tour, setTour] = usePreference<Tour | null>(preferenceKey, null);
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions({ enabled: tour !== null }));
  const project = projects.find(({ id }) => id === tour?.projectId);
  const isOnTrace = useTabs(({ recent }) => recent[0]?.startsWith('/trace/') ?? false);
  useEffect(() => {
    if (tour !== null && isOnTrace && !tour.isTraced) setTour({ ...tour, isTraced: true });
  }, [tour, isOnTrace, setTour]);
  if (tour === null || project === undefined) return null;
  return <Steps tour={tour} project={project} onEnd={() => writePreference(preferenceKey, undefined)} />;
}

interface StepsProps {
  readonly tour: Tour;
  readonly project: Project;
  readonly onEnd: () => void;
}

function Steps({ tour, project, onEnd }: StepsProps) {
  const functionId = project.functions[0]?.functionId ?? '';
  const isKnown = functionId !== '';
  const { data: subject } = useQuery(
    queries.functions.get.queryOptions({ input: { functionId }, enabled: isKnown }),
  );
  const { data: rows = [] } = useQuery(
    queries.invocations.list.queryOptions({ input: { functionId, limit: 20 }, enabled: isKnown }),
  );
  const steps = tourSteps({ subject, rows, isTraced: tour.isTraced });
  const next = steps.find(([, isDone]) => !isDone)?.[0];
  const act = useMutation({
    mutationFn: (step: TourStep) => take(step, project, rows[0]?.id),
    onError: (error) => showNotice({ text: error.message }),
  });
  return (
    <section
      aria-label="First steps"
      className="flex shrink-0 items-center gap-1 border-b bg-accent-wash px-3 py-1"
    >
      <ol className="flex items-center gap-1">
        {steps.map(([step, isDone], index) => (
          <li key={step} className="flex items-center">
            <Button
              look={step === next ? 'primary' : 'quiet'}
              disabled={act.isPending || (!isDone && step !== next)}
              onClick={() => act.mutate(step)}
            >
              {isDone ? <Check size={13} aria-label="Done:" /> : `${index + 1}`} {titles[step]}
            </Button>
          </li>
        ))}
      </ol>
      <p className="min-w-0 grow truncate px-2 text-ink-muted">
        {next === undefined ? atTheEnd : hints[next]}
      </p>
      <IconButton icon={X} label="End the tour" onClick={onEnd} />
    </section>
  );
}

const titles: Readonly<Record<TourStep, string>> = {
  deploy: 'Deploy',
  send: 'Send',
  trace: 'See the trace',
  break: 'Break it',
};

const hints: Readonly<Record<TourStep, string>> = {
  deploy: 'Builds a release of the sample and starts it.',
  send: 'Opens a request to it: Ctrl+Enter sends.',
  trace: 'Every call that it made to its host, decoded.',
  break: 'Makes it throw and deploys that: send again, and see why it fails.',
};

const atTheEnd =
  'Roll back to v1 under Releases of the function; "clever functions list" shows it in a terminal.';

async function take(step: TourStep, project: Project, newestId: string | undefined): Promise<void> {
  const [entry] = project.functions;
  if (entry === undefined) return;
  if (step === 'deploy') return deploy(project.id, entry.name);
  if (step === 'send' && entry.functionId !== null) return newScratch(entry.functionId);
  if (step === 'trace' && newestId !== undefined) return goTo(`/trace/${newestId}`);
  if (step !== 'break') return;
  const file = { projectId: project.id, path: entry.source };
  const { text, version } = await rpc.projects.read(file);
  const broken = breakSource(text ?? '');
  if (broken === undefined) return goTo(fileAddress(project.id, entry.source));
  await rpc.projects.write({ ...file, text: broken, version });
  await deploy(project.id, entry.name);
}

async function deploy(projectId: string, name: string): Promise<void> {
  goTo(`/deploy/${(await rpc.projects.deploy({ projectId, name })).id}`);
}
