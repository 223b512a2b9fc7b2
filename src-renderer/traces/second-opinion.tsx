import { useQuery } from '@tanstack/react-query';
import { CircleCheck, Scale, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type {
  InvocationRow,
  InvocationTrace,
  SecondOpinion,
} from '../../src-main/contract/rpc/invocations.ts';
import { type OtherEngine, otherEngines } from '../../src-main/contract/second-opinion.ts';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { MenuButton } from '../ui/menu.tsx';
import { type CallPair, diffCalls } from './trace-diff.ts';
import { describeCall } from './trace-model.ts';

const engineNames: Readonly<Record<OtherEngine, string>> = { node: 'node:wasi', wasmer: '@wasmer/wasi' };

const list = new Intl.ListFormat('en');

/** Call differences that are shown; who has more of them has seen enough. */
const mostCalls = 100;

/** Runs the invocation again under another engine, which one can choose, and shows what came out differently. */
export function SecondOpinionButton({ trace }: { readonly trace: InvocationTrace }) {
  const { invocation, repeatObstacle } = trace;
  const [engine, setEngine] = useState<OtherEngine | null>(null);
  const entries = otherEngines.map((name) => ({
    label: `Run again under ${engineNames[name]}`,
    run: () => setEngine(name),
  }));
  if (repeatObstacle !== null)
    return <IconButton icon={Scale} label={`No second opinion: ${repeatObstacle}`} aria-disabled />;
  return (
    <>
      <MenuButton groups={[entries]}>
        <IconButton icon={Scale} label="Second opinion" />
      </MenuButton>
      {engine !== null && <OpinionDialog row={invocation} engine={engine} onClose={() => setEngine(null)} />}
    </>
  );
}

interface OpinionDialogProps {
  readonly row: InvocationRow;
  readonly engine: OtherEngine;
  readonly onClose: () => void;
}

function OpinionDialog({ row, engine, onClose }: OpinionDialogProps) {
  const input = { invocationId: row.id };
  const { data: ours } = useQuery(queries.invocations.trace.queryOptions({ input }));
  // Asked for once: it may take long, and a function that fails there fails again.
  const { data: opinion, error } = useQuery(
    queries.invocations.secondOpinion.queryOptions({
      input: { ...input, engine },
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={`Second opinion of ${engineNames[engine]}`}
      description="The same module, run again with the request and the environment of then."
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {error !== null && <Failure title="There is no second opinion" error={error} />}
      {error === null && (opinion === undefined || ours === undefined) && (
        <p role="status" className="text-ink-muted">
          Running it again…
        </p>
      )}
      {opinion !== undefined && ours !== undefined && <Opinion ours={ours} opinion={opinion} />}
    </Dialog>
  );
}

interface OpinionProps {
  readonly ours: InvocationTrace;
  readonly opinion: SecondOpinion;
}

function Opinion({ ours, opinion: { engine, differences, trace } }: OpinionProps) {
  const pairs = diffCalls(ours.calls, trace.calls).filter(({ kind }) => kind !== 'same');
  const agrees = differences.length === 0 && pairs.length === 0;
  const Icon = agrees ? CircleCheck : TriangleAlert;
  const what = [...differences.map((difference) => difference.what), ...(pairs.length > 0 ? ['calls'] : [])];
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="flex items-center gap-2 font-medium">
        <Icon size={15} aria-hidden className={agrees ? 'text-good' : 'text-warn'} />
        {agrees
          ? `It agrees: ${ours.halt.message}, the same output, and the same calls.`
          : `It differs in ${list.format(what)}.`}
      </p>
      {differences.map((difference) => (
        <section key={difference.what} aria-label={`Difference in ${difference.what}`}>
          <h3 className="mb-1 font-medium">{difference.what}</h3>
          <div className="grid grid-cols-2 gap-2">
            <Side name="Atelier" text={difference.ours} />
            <Side name={engineNames[engine]} text={difference.theirs} />
          </div>
        </section>
      ))}
      {pairs.length > 0 && <Calls pairs={pairs} engine={engine} />}
    </div>
  );
}

function Side({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div className="min-w-0">
      <p className="text-small text-ink-muted">{name}</p>
      <pre className="max-h-40 overflow-auto rounded-control bg-pane p-2 font-mono text-small break-all whitespace-pre-wrap select-text">
        {text === '' ? '(nothing)' : text}
      </pre>
    </div>
  );
}

function Calls({ pairs, engine }: { readonly pairs: readonly CallPair[]; readonly engine: OtherEngine }) {
  return (
    <section aria-label="Differences in calls">
      <h3 className="mb-1 font-medium">calls</h3>
      <table className="w-full table-fixed border-collapse">
        <thead className="text-left text-small text-ink-muted">
          <tr className="border-b *:h-6 *:font-medium">
            <th>Atelier</th>
            <th>{engineNames[engine]}</th>
          </tr>
        </thead>
        <tbody className="font-mono text-small select-text">
          {pairs.slice(0, mostCalls).map(({ before, after }) => (
            <tr
              key={`${before?.index}-${after?.index}`}
              className="border-b align-top *:py-1 *:pr-2 *:break-all"
            >
              <td>{before === null ? '' : describeCall(before)}</td>
              <td>{after === null ? '' : describeCall(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {pairs.length > mostCalls && (
        <p className="mt-1 text-ink-muted">and {(pairs.length - mostCalls).toLocaleString()} more</p>
      )}
    </section>
  );
}
