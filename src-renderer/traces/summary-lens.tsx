import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { InvocationTrace } from '../../src-main/contract/rpc/invocations.ts';
import { classNames } from '../ui/class-names.ts';
import { formatDuration } from '../ui/format.ts';
import { NoCalls } from './no-calls.tsx';
import { type CallSummary, type SummaryOrder, sortSummary, summariseCalls } from './trace-model.ts';
import { UnkeptCalls } from './unkept-calls.tsx';

const columns: readonly { readonly id: keyof CallSummary; readonly title: string }[] = [
  { id: 'name', title: 'Call' },
  { id: 'count', title: 'Count' },
  { id: 'errors', title: 'Errors' },
  { id: 'total', title: 'Total' },
  { id: 'longest', title: 'Longest' },
  { id: 'share', title: 'Share of host time' },
];

/** The calls by name: how many, how many failed, how long they took; as `strace -c` prints it, sorted by any column. */
export function SummaryLens({ trace }: { readonly trace: InvocationTrace }) {
  const [order, setOrder] = useState<SummaryOrder>({ column: 'total', direction: 'descending' });
  const summary = useMemo(() => summariseCalls(trace.calls), [trace]);
  if (summary.length === 0) return <NoCalls />;
  return (
    <div className="h-full overflow-auto">
      <UnkeptCalls calls={trace.dropped} consequence=", and are not counted here." />
      <table className="w-full border-collapse">
        <thead className="sticky top-0 bg-canvas text-small text-ink-muted">
          <tr className="border-b">
            {columns.map(({ id, title }) => (
              <ColumnHead key={id} column={id} title={title} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody className="font-mono text-small">
          {sortSummary(summary, order).map((row) => (
            <SummaryRow key={row.name} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ColumnHeadProps {
  readonly column: keyof CallSummary;
  readonly title: string;
  readonly order: SummaryOrder;
  readonly onOrder: (order: SummaryOrder) => void;
}

/** Sorts by its column, names from A and numbers from the largest; once more turns it round. */
function ColumnHead({ column, title, order, onOrder }: ColumnHeadProps) {
  const isSorted = order.column === column;
  const first = column === 'name' ? 'ascending' : 'descending';
  const other = order.direction === 'ascending' ? 'descending' : 'ascending';
  const Arrow = order.direction === 'ascending' ? ArrowUp : ArrowDown;
  const isText = column === 'name' || column === 'share';
  return (
    <th
      aria-sort={isSorted ? order.direction : undefined}
      className={classNames('h-7 p-0 font-medium', column === 'share' && 'w-52')}
    >
      <button
        type="button"
        className={classNames(
          'flex size-full items-center gap-1 px-3 hover:text-ink',
          !isText && 'flex-row-reverse',
        )}
        onClick={() => onOrder({ column, direction: isSorted ? other : first })}
      >
        {title}
        {isSorted && <Arrow size={12} aria-hidden />}
      </button>
    </th>
  );
}

function SummaryRow({ row: { name, count, errors, total, longest, share } }: { readonly row: CallSummary }) {
  const time = (value: number | null): string => (value === null ? '' : formatDuration(value));
  return (
    <tr className="border-b *:h-6.5 *:px-3">
      <td className="text-accent">{name}</td>
      <td className="text-right">{count.toLocaleString()}</td>
      <td className={errors > 0 ? 'text-right text-bad' : 'text-right text-ink-faint'}>
        {errors.toLocaleString()}
      </td>
      <td className="text-right">{time(total)}</td>
      <td className="text-right">{time(longest)}</td>
      <td>
        {share !== null && (
          <span className="flex items-center gap-2">
            <span aria-hidden className="h-1.5 grow rounded-small bg-frame">
              <span className="block h-full rounded-small bg-accent" style={{ width: `${share * 100}%` }} />
            </span>
            <span className="w-10 text-right">{percent(share)}</span>
          </span>
        )}
      </td>
    </tr>
  );
}

function percent(share: number): string {
  return share > 0 && share < 0.01 ? '<1 %' : `${Math.round(share * 100)} %`;
}
