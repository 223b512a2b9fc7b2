import type { InvocationTrace } from '../../src-main/contract/rpc/invocations.ts';
import { formatDuration } from '../ui/format.ts';
import { NoCalls } from './no-calls.tsx';
import { summariseCalls } from './trace-model.ts';

/** The calls by name: how many, how many failed, how long they took; as `strace -c` prints it. */
export function SummaryLens({ trace }: { readonly trace: InvocationTrace }) {
  const rows = summariseCalls(trace.calls);
  if (rows.length === 0) return <NoCalls />;
  const time = (value: number | null): string => (value === null ? '' : formatDuration(value));
  return (
    <div className="h-full overflow-auto">
      <table className="w-full border-collapse">
        <thead className="sticky top-0 bg-canvas text-small text-ink-muted">
          <tr className="border-b *:h-7 *:px-3 *:font-medium">
            <th className="text-left">Call</th>
            <th className="text-right">Count</th>
            <th className="text-right">Errors</th>
            <th className="text-right">Total</th>
            <th className="text-right">Longest</th>
            <th className="w-48 text-left">Share of host time</th>
          </tr>
        </thead>
        <tbody className="font-mono text-small">
          {rows.map(({ name, count, errors, total, longest, share }) => (
            <tr key={name} className="border-b *:h-6.5 *:px-3">
              <td className="text-accent">{name}</td>
              <td className="text-right">{count}</td>
              <td className={errors > 0 ? 'text-right text-bad' : 'text-right text-ink-faint'}>{errors}</td>
              <td className="text-right">{time(total)}</td>
              <td className="text-right">{time(longest)}</td>
              <td>
                {share !== null && (
                  <span className="flex items-center gap-2">
                    <span aria-hidden className="h-1.5 grow rounded-small bg-frame">
                      <span
                        className="block h-full rounded-small bg-accent"
                        style={{ width: `${share * 100}%` }}
                      />
                    </span>
                    <span className="w-10 text-right">{percent(share)}</span>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function percent(share: number): string {
  return share > 0 && share < 0.01 ? '<1 %' : `${Math.round(share * 100)} %`;
}
