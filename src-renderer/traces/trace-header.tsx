import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { wasmPageBytes } from '../../src-main/contract/limits.ts';
import type { InvocationRow, InvocationTrace } from '../../src-main/contract/rpc/invocations.ts';
import { queries } from '../rpc/client.ts';
import { classNames } from '../ui/class-names.ts';
import { formatDuration, formatMemory, formatTime } from '../ui/format.ts';
import { HaltReason } from './halt-reason.tsx';
import { diedWithEngine, hasFailed, Outcome, triggerNames, wasRefused } from './outcome.tsx';
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
  const { invocation } = trace;
  return (
    <header className="flex shrink-0 flex-col gap-2 border-b px-4 py-3">
      <div className="flex items-start gap-3">
        <div className="flex min-w-0 grow flex-wrap items-center gap-x-4 gap-y-1 py-0.75">
          <Outcome row={invocation} />
          <FunctionName row={invocation} />
          <span
            className="max-w-full truncate font-mono text-small text-ink-muted select-text"
            title={`${invocation.method} ${invocation.path}`}
          >
            {invocation.method} {invocation.path}
          </span>
          <span className="text-ink-muted">
            {triggerNames[invocation.trigger]}, {formatTime(invocation.receivedAt)}
            {invocation.source !== 'other' && `, from ${invocation.source}`}
          </span>
          {invocation.pages > 0 && (
            <span className="text-ink-muted" title={pagesOf(invocation)}>
              {formatMemory(invocation.pages * wasmPageBytes)}
            </span>
          )}
        </div>
        <TraceActions trace={trace} />
      </div>
      {hasFailed(invocation) && <HaltReason trace={trace} />}
      {!wasRefused(invocation) && (
        <Phases phases={diedWithEngine(invocation) ? [] : trace.phases} total={invocation.total} />
      )}
    </header>
  );
}

/** Which function it was, and the way to it while there is one. */
function FunctionName({ row }: { readonly row: InvocationRow }) {
  const { functionId, functionName, releaseNumber } = row;
  const { data: functions } = useQuery(queries.functions.list.queryOptions());
  const name = functionName ?? functionId;
  const isThere = functions?.some(({ id }) => id === functionId) ?? false;
  return (
    <h1 className="font-semibold">
      {isThere ? (
        <Link to="/function/$functionId" params={{ functionId }} className="hover:underline">
          {name}
        </Link>
      ) : (
        <span className="select-text">{name}</span>
      )}
      <span className="font-normal text-ink-muted">
        {releaseNumber !== null && ` v${releaseNumber}`}
        {functions !== undefined && !isThere && ' (deleted)'}
      </span>
    </h1>
  );
}

function pagesOf({ pages }: InvocationRow): string {
  return `Memory at the end: ${pages.toLocaleString()} ${pages === 1 ? 'page' : 'pages'} of 64 KiB`;
}

function Phases({ phases, total }: { readonly phases: InvocationTrace['phases']; readonly total: number }) {
  const sum = phases.reduce((all, { duration }) => all + duration, 0) || 1;
  return (
    <div className="flex flex-col gap-1">
      {phases.length > 0 && (
        <div aria-hidden className="flex h-2 gap-px overflow-hidden rounded-small">
          {phases.map(({ name, duration }) => (
            <span key={name} className={phaseColours[name]} style={{ width: `${(duration / sum) * 100}%` }} />
          ))}
        </div>
      )}
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
