import { useMutation, useQuery } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { useEffect } from 'react';
import { assertNever } from '../../src-main/contract/assert-never.ts';
import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import type { Project } from '../../src-main/contract/rpc/projects.ts';
import { newScratch } from '../composer/composer-commands.ts';
import { fileAddress } from '../editor/file-address.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { showFailure } from '../ui/notice.tsx';
import { goTo } from './go-to.ts';
import { usePreference, writePreference } from './preferences.ts';
import { useTabs } from './tabs/tabs.ts';
import { breakSource, type TourStep, tourCalls, tourSteps } from './tour-steps.ts';

const preferenceKey = 'tour';

interface Tour {
  readonly projectId: string;
  readonly isTraced: boolean;
  readonly isCompared: boolean;
}

/** Shows the way through a project that was just made of the sample. */
export function startTour(projectId: string): void {
  writePreference(preferenceKey, { projectId, isTraced: false, isCompared: false } satisfies Tour);
}

/** The tour, while there is one and its project is open. */
export function TourStrip() {
  const [tour, setTour] = usePreference<Tour | null>(preferenceKey, null);
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions({ enabled: tour !== null }));
  const project = projects.find(({ id }) => id === tour?.projectId);
  const isOnTrace = useTabs(({ recent }) => recent[0]?.startsWith('/trace/') ?? false);
  const isComparing = useTabs(({ recent }) => recent[0]?.startsWith('/compare-traces/') ?? false);
  useEffect(() => {
    if (tour !== null && isOnTrace && !tour.isTraced) setTour({ ...tour, isTraced: true });
    if (tour !== null && isComparing && !tour.isCompared) setTour({ ...tour, isCompared: true });
  }, [tour, isOnTrace, isComparing, setTour]);
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
  const steps = tourSteps({ ...tour, subject, rows });
  // The four of a sample that works come before those of one that does not.
  const first = steps[0]?.[0] === 'again' ? 5 : 1;
  const { success } = tourCalls(rows);
  const next = steps.find(([, isDone]) => !isDone)?.[0];
  const act = useMutation({
    mutationFn: (step: TourStep) => take(step, project, rows),
    onError: (error) => showFailure(error),
  });
  return (
    <section
      aria-label="First steps"
      className="flex shrink-0 items-center gap-1 border-b bg-accent-wash px-3 py-1"
    >
      <ol className="flex shrink-0 items-center gap-1">
        {steps.map(([step, isDone], index) => (
          <li key={step} className="flex items-center">
            <Button
              look={step === next ? 'primary' : 'quiet'}
              disabled={act.isPending || (!isDone && step !== next)}
              onClick={() => act.mutate(step)}
            >
              {isDone ? <Check size={13} aria-label="Done:" /> : index + first}{' '}
              {step === 'back' ? `Roll back to v${success?.releaseNumber ?? 1}` : titles[step]}
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
  again: 'Send again',
  compare: 'Compare',
  back: 'Roll back',
};

const hints: Readonly<Record<TourStep, string>> = {
  deploy: 'Builds a release of the sample and starts it.',
  send: 'Opens a request to it: Ctrl+Enter sends.',
  trace: 'Every call that it made to its host, decoded.',
  break: 'Makes it throw, and deploys that.',
  again: 'It throws now: Ctrl+Enter sends, and the answer says why it failed.',
  compare: 'The call that failed beside the last that worked.',
  back: 'Deploys the release that worked: nothing is built again.',
};

const atTheEnd = 'That was all. "clever functions list" shows it in a terminal.';

async function take(step: TourStep, project: Project, rows: readonly InvocationRow[]): Promise<void> {
  const [entry] = project.functions;
  if (entry === undefined) return;
  const { failure, success } = tourCalls(rows);
  switch (step) {
    case 'deploy':
      return deploy(project.id, entry.name);
    case 'send':
    case 'again':
      return entry.functionId === null ? undefined : newScratch(entry.functionId);
    case 'trace':
      return rows[0] && goTo(`/trace/${rows[0].id}`);
    case 'break':
      return breakAndDeploy(project.id, entry);
    case 'compare':
      return failure && success && goTo(`/compare-traces/${success.id}/${failure.id}`);
    case 'back':
      return success?.releaseNumber == null ? undefined : rollBack(success.functionId, success.releaseNumber);
    default:
      return assertNever(step);
  }
}

async function breakAndDeploy(projectId: string, entry: Project['functions'][number]): Promise<void> {
  const file = { projectId, path: entry.source };
  const { text, version } = await rpc.projects.read(file);
  const broken = breakSource(text ?? '');
  if (broken === undefined) return goTo(fileAddress(projectId, entry.source));
  await rpc.projects.write({ ...file, text: broken, version });
  await deploy(projectId, entry.name);
}

async function deploy(projectId: string, name: string): Promise<void> {
  goTo(`/deploy/${(await rpc.projects.deploy({ projectId, name })).id}`);
}

async function rollBack(functionId: string, number: number): Promise<void> {
  const releases = await rpc.functions.releases({ functionId });
  const release = releases.find((known) => known.number === number);
  if (release === undefined) return;
  const { id } = await rpc.deployments.deployRelease({ functionId, releaseId: release.id });
  goTo(`/deploy/${id}`);
}
