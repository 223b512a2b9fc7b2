import { useQuery } from '@tanstack/react-query';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { queries } from '../rpc/client.ts';
import { formatDuration } from '../ui/format.ts';

/** Where the time went: on the network, and inside the platform where the trace tells. */
export function TimingView({ exchange }: { readonly exchange: Exchange }) {
  const { data: trace } = useQuery(
    queries.invocations.trace.queryOptions({
      input: { invocationId: exchange.invocationId ?? '' },
      enabled: exchange.invocationId !== null,
    }),
  );
  const { connect, firstByte, download, total } = exchange.timing;
  const inside = trace === undefined ? 0 : trace.invocation.total / 1_000;
  const rows: readonly (readonly [string, number | null])[] = [
    ['Prepare and record', preparation(exchange.timing)],
    ['Connect', connect],
    ['Network and platform', firstByte === null ? null : Math.max(0, firstByte - inside)],
    ...(trace?.phases.map(({ name, duration }) => [phaseTitles[name], duration / 1_000] as const) ?? []),
    ['Download', download],
  ];
  const longest = Math.max(...rows.map(([, value]) => value ?? 0), 0.001);
  return (
    <dl className="grid max-w-160 grid-cols-[11rem_6rem_1fr] items-center gap-x-3 gap-y-1.5 p-4">
      {rows.map(
        ([name, value]) =>
          value !== null && (
            <div key={name} className="contents">
              <dt className="text-ink-muted">{name}</dt>
              <dd className="text-right font-mono text-small">{formatDuration(value * 1_000)}</dd>
              <dd aria-hidden className="h-2 rounded-small bg-frame">
                <span
                  className="block h-full rounded-small bg-accent"
                  style={{ width: `${(value / longest) * 100}%` }}
                />
              </dd>
            </div>
          ),
      )}
      {total !== null && (
        <>
          <dt className="font-medium">Total</dt>
          <dd className="text-right font-mono text-small">{formatDuration(total * 1_000)}</dd>
          <dd />
        </>
      )}
    </dl>
  );
}

/** What of the whole is not on the wire: variables and files before, the history beside it. Milliseconds. */
function preparation({ connect, firstByte, download, total }: Exchange['timing']): number | null {
  if (total === null) return null;
  const rest = total - (connect ?? 0) - (firstByte ?? 0) - (download ?? 0);
  return rest > 0 ? rest : null;
}

const phaseTitles = {
  start: 'Start',
  guest: 'Run: guest',
  host: 'Run: host calls',
  respond: 'Respond',
} as const;
