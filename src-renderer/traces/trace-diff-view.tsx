import { useMemo, useState } from 'react';
import { wasmPageBytes } from '../../src-main/contract/limits.ts';
import type { InvocationTrace, TraceCall } from '../../src-main/contract/rpc/invocations.ts';
import { goTo } from '../app/go-to.ts';
import { classNames } from '../ui/class-names.ts';
import { formatDuration, formatMemory } from '../ui/format.ts';
import { VirtualList } from '../ui/virtual-list.tsx';
import { type CallPair, compareFacts, diffCalls, type FactPair } from './trace-diff.ts';
import { shortCall } from './trace-model.ts';
import { UnkeptCalls } from './unkept-calls.tsx';

interface TraceDiffViewProps {
  readonly before: InvocationTrace;
  readonly after: InvocationTrace;
}

/** Two invocations side by side: how they ended, what they took, and their calls aligned. */
export function TraceDiffView({ before, after }: TraceDiffViewProps) {
  const isComparable = before.hasRemains && after.hasRemains;
  const pairs = useMemo(
    () => (isComparable ? diffCalls(before.calls, after.calls) : []),
    [isComparable, before, after],
  );
  const [onlyChanges, setOnlyChanges] = useState(false);
  const [selected, setSelected] = useState<string | null>(null);
  const shown = onlyChanges ? pairs.filter(({ kind }) => kind !== 'same') : pairs;
  return (
    <div className="flex h-full flex-col">
      <FactTable facts={compareFacts(before, after)} />
      {isComparable && (
        <div className="flex h-8 shrink-0 items-center gap-4 border-b px-3">
          <Counts pairs={pairs} />
          <span className="grow" />
          <label className="flex items-center gap-1.5 text-ink-muted">
            <input
              type="checkbox"
              checked={onlyChanges}
              onChange={(event) => setOnlyChanges(event.target.checked)}
            />
            only differences
          </label>
        </div>
      )}
      {isComparable && (
        <UnkeptCalls
          calls={before.dropped + after.dropped}
          consequence=" (both together), and are not compared."
        />
      )}
      {shown.length === 0 ? (
        <p className="p-3 text-ink-muted">{nothingToShow(before, after)}</p>
      ) : (
        <VirtualList
          label="Calls side by side"
          items={shown}
          keyOf={keyOf}
          selected={selected}
          onSelect={(pair) => setSelected(keyOf(pair))}
          onOpen={({ before: one, after: other }) => openCall(other === null ? before : after, other ?? one)}
        >
          {(pair) => <PairLine pair={pair} />}
        </VirtualList>
      )}
    </div>
  );
}

/** What stands where pairs would be. */
function nothingToShow(before: InvocationTrace, after: InvocationTrace): string {
  if (!before.hasRemains || !after.hasRemains)
    return 'Calls of older invocations make room for newer ones: there are none left to compare.';
  return before.calls.length + after.calls.length === 0
    ? 'Neither made a host call.'
    : 'Both made the same calls, and got the same back.';
}

function keyOf({ before, after }: CallPair): string {
  return `${before?.index ?? ''}-${after?.index ?? ''}`;
}

function openCall({ invocation }: InvocationTrace, call: TraceCall | null): void {
  goTo(`/trace/${invocation.id}${call === null ? '' : `?call=${call.index}`}`);
}

function Counts({ pairs }: { readonly pairs: readonly CallPair[] }) {
  const count = (wanted: CallPair['kind']): number => pairs.filter(({ kind }) => kind === wanted).length;
  return (
    <p className="flex gap-3 text-small text-ink-muted">
      <span>{count('same').toLocaleString()} same</span>
      {(['changed', 'removed', 'added'] as const).map((kind) => (
        <span key={kind} className={classNames(count(kind) > 0 && looks[kind].colour)}>
          <span className="font-mono">{looks[kind].sign}</span> {count(kind).toLocaleString()} {kind}
        </span>
      ))}
    </p>
  );
}

const looks: Readonly<Record<CallPair['kind'], { sign: string; colour: string; wash: string }>> = {
  same: { sign: ' ', colour: 'text-ink-muted', wash: '' },
  changed: { sign: '~', colour: 'text-warn', wash: 'bg-warn-wash' },
  added: { sign: '+', colour: 'text-good', wash: 'bg-good-wash' },
  removed: { sign: '−', colour: 'text-bad', wash: 'bg-bad-wash' },
};

function PairLine({ pair: { kind, before, after } }: { readonly pair: CallPair }) {
  const { sign, colour, wash } = looks[kind];
  return (
    <div className="grid h-full w-full grid-cols-[1.5rem_minmax(0,1fr)_5rem_minmax(0,1fr)_5rem] items-center font-mono text-small">
      <span className={classNames('text-center font-semibold', colour)} title={kind}>
        {sign}
      </span>
      <CallCell call={before} wash={before !== null && kind !== 'same' ? wash : ''} />
      <CallCell call={after} wash={after !== null && kind !== 'same' ? wash : ''} />
    </div>
  );
}

function CallCell({ call, wash }: { readonly call: TraceCall | null; readonly wash: string }) {
  const line = call === null ? '' : shortCall(call);
  return (
    <>
      <span className={classNames('flex h-full min-w-0 items-center border-l pl-2', wash)} title={line}>
        <span className="truncate">{line}</span>
      </span>
      <span className={classNames('flex h-full items-center justify-end pr-3 text-ink-muted', wash)}>
        {call?.duration == null ? '' : formatDuration(call.duration)}
      </span>
    </>
  );
}

function FactTable({ facts }: { readonly facts: readonly FactPair[] }) {
  return (
    <table className="w-full shrink-0 table-fixed border-collapse border-b">
      <thead className="text-left text-small text-ink-muted">
        <tr className="*:h-6 *:px-3 *:font-medium">
          <th className="w-[14%]">
            <span className="sr-only">Fact</span>
          </th>
          {/* So that what comes after begins in the middle, as the calls below do. */}
          <th className="w-[36%]">Before</th>
          <th>After</th>
          <th className="w-[18%] text-right">Change</th>
        </tr>
      </thead>
      <tbody className="text-small select-text">
        {facts.map((fact) => (
          <tr key={fact.name} className={classNames('*:h-5 *:px-3', isMarked(fact) && 'bg-warn-wash')}>
            <th scope="row" className="text-left font-normal whitespace-nowrap text-ink-muted">
              {fact.name}
            </th>
            <td className="font-mono">{write(fact.before, fact.unit)}</td>
            <td className="font-mono">{write(fact.after, fact.unit)}</td>
            <td className="text-right font-mono whitespace-nowrap">{changeOf(fact)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Times always differ a little: they are not marked. */
function isMarked({ unit, before, after }: FactPair): boolean {
  return unit !== 'time' && before !== after;
}

function write(value: number | string, unit: FactPair['unit']): string {
  if (typeof value === 'string') return value;
  if (unit === 'time') return formatDuration(value);
  return unit === 'pages'
    ? `${value} pages (${formatMemory(value * wasmPageBytes)})`
    : value.toLocaleString();
}

function changeOf({ unit, before, after }: FactPair): string {
  if (typeof before === 'string' || typeof after === 'string') return before === after ? '' : 'differs';
  const change = after - before;
  if (change === 0) return '';
  const sign = change > 0 ? '+' : '−';
  const size = Math.abs(change);
  const share = before > 0 && unit === 'time' ? ` (${sign}${Math.round((size / before) * 100)} %)` : '';
  return `${sign}${unit === 'time' ? formatDuration(size) : size.toLocaleString()}${share}`;
}
