import { wasmPageBytes } from '../../src-main/contract/limits.ts';
import type { InvocationTrace } from '../../src-main/contract/rpc/invocations.ts';
import { classNames } from '../ui/class-names.ts';
import { formatDuration, formatMemory, formatTime } from '../ui/format.ts';
import { foldFrames } from './fold-frames.ts';
import { hasFailed, Outcome, triggerNames, wasRefused } from './outcome.tsx';
import { StackPlace } from './stack-place.tsx';
import { TraceActions } from './trace-actions.tsx';

const phaseNames = { start: 'Start', guest: 'Guest', host: 'Host calls', respond: 'Respond' } as const;
const phaseColours = {
  start: 'bg-warn',
  guest: 'bg-accent',
  host: 'bg-good',
  respond: 'bg-line-strong',
} as const;

/** How an invocation ended and where its time went. */
export function TraceHeader({ trace }: { readonly trace: InvocationTrace }) {
  const { invocation, halt } = trace;
  return (
    <header className="flex shrink-0 flex-col gap-2 border-b px-4 py-3">
      <div className="flex items-start gap-3">
        <div className="flex min-w-0 grow flex-wrap items-center gap-x-4 gap-y-1 py-0.5">
          <Outcome row={invocation} />
          <h1 className="font-semibold">
            {invocation.functionName ?? invocation.functionId}
            {invocation.releaseNumber !== null && (
              <span className="font-normal text-ink-muted"> v{invocation.releaseNumber}</span>
            )}
          </h1>
          <span
            className="max-w-full truncate font-mono text-small text-ink-muted select-text"
            title={`${invocation.method} ${invocation.path}`}
          >
            {invocation.method} {invocation.path}
          </span>
          <span className="text-ink-muted">
            {triggerNames[invocation.trigger]}, {formatTime(invocation.receivedAt)}, from {invocation.source}
          </span>
          {invocation.pages > 0 && (
            <span className="text-ink-muted">
              {invocation.pages.toLocaleString()} {invocation.pages === 1 ? 'page' : 'pages'} (
              {formatMemory(invocation.pages * wasmPageBytes)})
            </span>
          )}
        </div>
        <TraceActions row={invocation} />
      </div>
      {hasFailed(invocation) && <HaltReason functionId={invocation.functionId} halt={halt} />}
      {!wasRefused(invocation) && <Phases phases={trace.phases} total={invocation.total} />}
    </header>
  );
}

interface HaltReasonProps {
  readonly functionId: string;
  readonly halt: InvocationTrace['halt'];
}

function HaltReason({ functionId, halt }: HaltReasonProps) {
  return (
    <div
      role="status"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by the keyboard
      tabIndex={0}
      className="max-h-44 overflow-auto rounded-control bg-bad-wash px-3 py-2 select-text"
    >
      <p className="font-medium break-words whitespace-pre-wrap text-bad">{halt.message}</p>
      {halt.stack.length > 0 && (
        <ol aria-label="Stack, innermost first" className="mt-1 font-mono text-small">
          {foldFrames(halt.stack).map(({ frame, times }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: frames repeat in recursion and never move
            <li key={index}>
              at {frame.functionName}
              <span className="text-ink-muted">
                {frame.source !== null && (
                  <>
                    {' ('}
                    <StackPlace functionId={functionId} source={frame.source} />)
                  </>
                )}
                {frame.offset !== null && ` +0x${frame.offset.toString(16)}`}
                {times > 1 && ` × ${times}`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Phases({ phases, total }: { readonly phases: InvocationTrace['phases']; readonly total: number }) {
  const sum = phases.reduce((all, { duration }) => all + duration, 0) || 1;
  return (
    <div className="flex flex-col gap-1">
      <div aria-hidden className="flex h-2 gap-px overflow-hidden rounded-small">
        {phases.map(({ name, duration }) => (
          <span key={name} className={phaseColours[name]} style={{ width: `${(duration / sum) * 100}%` }} />
        ))}
      </div>
      <dl className="flex flex-wrap gap-x-4 text-small">
        {phases.map(({ name, duration }) => (
          <div key={name} className="flex items-center gap-1.5">
            <span aria-hidden className={classNames('size-2 rounded-small', phaseColours[name])} />
            <dt className="text-ink-muted">{phaseNames[name]}</dt>
            <dd className="font-mono">{formatDuration(duration)}</dd>
          </div>
        ))}
        <div className="flex gap-1.5">
          <dt className="text-ink-muted">Total</dt>
          <dd className="font-mono">{formatDuration(total)}</dd>
        </div>
      </dl>
    </div>
  );
}
