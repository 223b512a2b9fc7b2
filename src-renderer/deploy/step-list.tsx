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
    DeploymentStep['state'] | 'waiting' | 'unreached' | 'cancelled',
    { icon: LucideIcon; colour: string; word: string }
  >
> = {
  waiting: { icon: Circle, colour: 'text-ink-faint', word: 'waiting' },
  unreached: { icon: Minus, colour: 'text-ink-faint', word: 'not reached' },
  running: { icon: LoaderCircle, colour: 'text-accent', word: 'running' },
  done: { icon: Check, colour: 'text-good', word: 'done' },
  skipped: { icon: Minus, colour: 'text-ink-faint', word: 'nothing to do' },
  failed: { icon: CircleAlert, colour: 'text-bad', word: 'failed' },
  cancelled: { icon: CircleStop, colour: 'text-ink-muted', word: 'cancelled' },
};

/** The five steps; the one that runs or failed stands open, the others are a line each until they are asked for. */
export function StepList({ deployment }: { readonly deployment: DeploymentDetail }) {
  const [opened, setOpened] = useState<ReadonlySet<DeploymentStepName>>(new Set());
  const toggle = (name: DeploymentStepName): void => {
    const next = new Set(opened);
    if (!next.delete(name)) next.add(name);
    setOpened(next);
  };
  return (
    <ol aria-label="Steps" className="flex flex-col divide-y rounded-card border">
      {deploymentSteps.map((name) => {
        const step = deployment.steps.find((other) => other.name === name);
        const isOpen =
          step !== undefined && (opened.has(name) || step.state === 'running' || step.state === 'failed');
        return (
          <li key={name}>
            <StepLine
              name={name}
              step={step}
              ended={deployment.status === 'ERROR'}
              cancelled={deployment.errorReason === cancelledReason}
              open={isOpen}
              onToggle={() => toggle(name)}
            />
            {isOpen && step.log !== '' && <StepLog log={step.log} />}
          </li>
        );
      })}
    </ol>
  );
}

interface StepLineProps {
  readonly name: DeploymentStepName;
  readonly step: DeploymentStep | undefined;
  /** Whether the deployment ended without going through all steps. */
  readonly ended: boolean;
  /** Whether somebody ended it: then the step it was in did not fail. */
  readonly cancelled: boolean;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function StepLine({ name, step, ended, cancelled, open, onToggle }: StepLineProps) {
  const { icon: Icon, colour, word } = looks[lookOf(step, ended, cancelled)];
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

function lookOf(step: DeploymentStep | undefined, ended: boolean, cancelled: boolean): keyof typeof looks {
  if (step === undefined) return ended ? 'unreached' : 'waiting';
  return cancelled && step.state === 'failed' ? 'cancelled' : step.state;
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
  return (
    <span className="font-mono text-small text-ink-muted">
      {formatDuration((end - Date.parse(step.startedAt)) * 1_000)}
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
