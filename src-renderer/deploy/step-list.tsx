import {
  Check,
  ChevronRight,
  Circle,
  CircleAlert,
  CircleStop,
  LoaderCircle,
  type LucideIcon,
  Minus,
} from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import {
  cancelledReason,
  type DeploymentStep,
  type DeploymentStepName,
  deploymentSteps,
} from '../../src-main/contract/deployment.ts';
import type { DeploymentDetail } from '../../src-main/contract/rpc/functions.ts';
import { classNames } from '../ui/class-names.ts';
import { formatDuration } from '../ui/format.ts';

const names: Readonly<Record<DeploymentStepName, string>> = {
  upload: 'Upload',
  compile: 'Compile',
  package: 'Package',
  schedule: 'Schedule',
  activate: 'Active',
};

const looks: Readonly<
  Record<
    DeploymentStep['state'] | 'waiting' | 'upload' | 'queued' | 'unreached' | 'cancelled',
    { icon: LucideIcon; colour: string; word: string }
  >
> = {
  waiting: { icon: Circle, colour: 'text-ink-faint', word: 'waiting' },
  upload: { icon: Circle, colour: 'text-ink-faint', word: 'waiting for the source or module to be sent' },
  queued: { icon: Circle, colour: 'text-ink-faint', word: 'waiting for its turn' },
  unreached: { icon: Minus, colour: 'text-ink-faint', word: 'not reached' },
  running: { icon: LoaderCircle, colour: 'text-accent', word: 'running' },
  done: { icon: Check, colour: 'text-good', word: 'done' },
  skipped: { icon: Minus, colour: 'text-ink-faint', word: 'nothing to do' },
  failed: { icon: CircleAlert, colour: 'text-bad', word: 'failed' },
  cancelled: { icon: CircleStop, colour: 'text-ink-muted', word: 'cancelled' },
};

/** The five steps; the one that runs or failed stands open, the others are a line each until they are asked for. */
export function StepList({ deployment }: { readonly deployment: DeploymentDetail }) {
  const [chosen, setChosen] = useState<ReadonlyMap<DeploymentStepName, boolean>>(new Map());
  return (
    <ol aria-label="Steps" className="flex flex-col divide-y overflow-hidden rounded-card border">
      {deploymentSteps.map((name) => {
        const step = deployment.steps.find((other) => other.name === name);
        const isOpen = step !== undefined && (chosen.get(name) ?? opensItself(step, deployment));
        return (
          <li key={name}>
            <StepLine
              name={name}
              step={step}
              look={looks[lookOf(deployment, name)]}
              open={isOpen}
              onToggle={() => setChosen(new Map(chosen).set(name, !isOpen))}
            />
            {isOpen && step.log !== '' && <StepLog log={step.log} />}
          </li>
        );
      })}
    </ol>
  );
}

/** Whether a step shows its log unasked: one that failed does, unless that only repeats what is said above the steps. */
function opensItself({ state, log }: DeploymentStep, { errorReason }: DeploymentDetail): boolean {
  return state === 'running' || (state === 'failed' && log.trim() !== errorReason?.trim());
}

interface StepLineProps {
  readonly name: DeploymentStepName;
  readonly step: DeploymentStep | undefined;
  readonly look: (typeof looks)[keyof typeof looks];
  readonly open: boolean;
  readonly onToggle: () => void;
}

function StepLine({ name, step, look, open, onToggle }: StepLineProps) {
  const { icon: Icon, colour, word } = look;
  const hasLog = step !== undefined && step.log !== '';
  return (
    <button
      type="button"
      aria-expanded={hasLog ? open : undefined}
      disabled={!hasLog}
      className="flex h-8 w-full items-center gap-2 px-3 text-left enabled:hover:bg-hover"
      onClick={onToggle}
    >
      <Icon
        size={15}
        aria-hidden
        className={classNames(colour, step?.state === 'running' && 'animate-spin')}
      />
      <span className="w-20 font-medium">{names[name]}</span>
      <span className={classNames('grow', colour)}>{word}</span>
      {step !== undefined && step.state !== 'skipped' && <Elapsed step={step} />}
      <ChevronRight
        size={14}
        aria-hidden
        className={classNames('text-ink-faint', open && 'rotate-90', !hasLog && 'invisible')}
      />
    </button>
  );
}

/** How a step stands; of those that have not begun, the next one says what it waits for. */
function lookOf(
  { status, errorReason, steps }: DeploymentDetail,
  name: DeploymentStepName,
): keyof typeof looks {
  const step = steps.find((other) => other.name === name);
  // Where somebody ended the deployment, the step it was in did not fail.
  if (step !== undefined)
    return step.state === 'failed' && errorReason === cancelledReason ? 'cancelled' : step.state;
  if (status === 'ERROR') return 'unreached';
  if (status === 'WAITING_FOR_UPLOAD') return name === 'upload' ? 'upload' : 'waiting';
  const next = deploymentSteps.find((candidate) => steps.every((begun) => begun.name !== candidate));
  return name === next && steps.every(({ state }) => state !== 'running') ? 'queued' : 'waiting';
}

/** How long a step took, or has taken so far, counting. */
function Elapsed({ step }: { readonly step: DeploymentStep }) {
  const [now, setNow] = useState(() => Date.now());
  const isRunning = step.endedAt === null;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(Date.now()), 200);
    return () => clearInterval(timer);
  }, [isRunning]);
  const end = step.endedAt === null ? Math.max(now, Date.parse(step.startedAt)) : Date.parse(step.endedAt);
  const milliseconds = end - Date.parse(step.startedAt);
  return (
    <span className="font-mono text-small text-ink-muted">
      {milliseconds === 0 ? '< 1 ms' : formatDuration(milliseconds * 1_000)}
    </span>
  );
}

/** The log of a step; it follows its end unless somebody scrolled up. */
function StepLog({ log }: { readonly log: string }) {
  const element = useRef<HTMLPreElement>(null);
  const follows = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer log is what there is to follow
  useEffect(() => {
    if (follows.current) element.current?.scrollTo({ top: element.current.scrollHeight });
  }, [log]);
  return (
    <pre
      ref={element}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by the keyboard
      tabIndex={0}
      className="max-h-72 overflow-auto border-t bg-pane px-3 py-2 text-small break-words whitespace-pre-wrap select-text"
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        follows.current = scrollTop + clientHeight >= scrollHeight - 4;
      }}
    >
      {log}
    </pre>
  );
}
