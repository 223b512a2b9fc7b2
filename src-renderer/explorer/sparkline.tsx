import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import { hasFailed } from '../traces/outcome.tsx';
import { classNames } from '../ui/class-names.ts';
import { formatDuration } from '../ui/format.ts';

interface SparklineProps {
  /** Oldest first. */
  readonly rows: readonly InvocationRow[];
  readonly onOpen: (row: InvocationRow) => void;
}

/** Invocations as bars as high as they took long; a failed one is red and hatched by a dot. Each opens its trace. */
export function Sparkline({ rows, onOpen }: SparklineProps) {
  const longest = Math.max(...rows.map(({ total }) => total), 1);
  return (
    <div className="flex h-7 shrink-0 items-end gap-0.5">
      {rows.map((row) => {
        const failed = hasFailed(row);
        const label = `${row.status}${failed ? `, ${row.halt}` : ''}, ${formatDuration(row.total)}`;
        return (
          <button
            key={row.id}
            type="button"
            aria-label={`Open the trace: ${label}`}
            title={label}
            className="flex h-full w-2.5 flex-col items-center justify-end gap-0.5"
            onClick={() => onOpen(row)}
          >
            {failed && <span aria-hidden className="size-1 rounded-full bg-bad" />}
            <span
              aria-hidden
              className={classNames('w-full rounded-small', failed ? 'bg-bad' : 'bg-accent')}
              style={{ height: `${Math.max(8, (row.total / longest) * 80)}%` }}
            />
          </button>
        );
      })}
    </div>
  );
}

/** The same in words: `9 calls, median 1.2 ms, longest 14 ms, 1 failed`. */
export function describeInvocations(rows: readonly InvocationRow[]): string {
  const totals = rows.map(({ total }) => total).toSorted((one, other) => one - other);
  const failed = rows.filter(hasFailed).length;
  return [
    `${rows.length} ${rows.length === 1 ? 'call' : 'calls'}`,
    `median ${formatDuration(totals[Math.floor(totals.length / 2)] ?? 0)}`,
    `longest ${formatDuration(totals.at(-1) ?? 0)}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join(', ');
}
