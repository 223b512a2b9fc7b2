import { useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import { SearchDialog } from '../app/commands/search-dialog.tsx';
import { goTo } from '../app/go-to.ts';
import { queries, rpc } from '../rpc/client.ts';
import { formatDuration, formatTime } from '../ui/format.ts';
import { showFailure, showNotice } from '../ui/notice.tsx';
import { Outcome } from './outcome.tsx';

const useComparison = create<{ subject: InvocationRow | null }>(() => ({ subject: null }));

/** Asks which invocation of the same function this one is compared with. */
export function askToCompareInvocation(subject: InvocationRow): void {
  useComparison.setState({ subject });
}

/** Compares an invocation with the last one before it that went well. */
export async function compareWithSuccess({ id, functionId }: InvocationRow): Promise<void> {
  try {
    const [success] = await rpc.invocations.list({ functionId, outcome: 'succeeded', before: id, limit: 1 });
    if (success === undefined)
      showNotice({ text: 'No invocation of this function went well before this one.' });
    else goTo(`/compare-traces/${success.id}/${id}`);
  } catch (error) {
    showFailure(error);
  }
}

/** The list to choose from, wherever it was asked for. */
export function CompareInvocationDialog() {
  const { subject } = useComparison();
  const { data } = useQuery(
    queries.invocations.list.queryOptions({
      input: { functionId: subject?.functionId ?? null, limit: 100 },
      enabled: subject !== null,
    }),
  );
  const others = data?.filter(({ id }) => id !== subject?.id) ?? [];
  return (
    <SearchDialog
      label="Compare with"
      placeholder="Compare with: time, path, status"
      open={subject !== null}
      onClose={() => useComparison.setState({ subject: null })}
      items={others}
      keyOf={({ id }) => id}
      textOf={(row) =>
        `${formatTime(row.receivedAt)} ${row.method} ${row.path} ${row.status} ${row.halt} ${releaseOf(row)}`
      }
      onChoose={(row) => subject !== null && goTo(comparisonOf(row, subject))}
      nothing={
        others.length === 0
          ? 'This function was not invoked another time.'
          : 'No other invocation of this function matches.'
      }
    >
      {(row) => (
        <>
          <span className="font-mono text-small text-ink-muted">{formatTime(row.receivedAt)}</span>
          <Outcome row={row} />
          <span className="grow truncate font-mono text-small">
            {row.method} {row.path}
          </span>
          <span className="font-mono text-small whitespace-nowrap text-ink-muted">{summaryOf(row)}</span>
        </>
      )}
    </SearchDialog>
  );
}

/** `v2, 3 calls, 1.2 ms`: a request that was turned away ran no release. */
function summaryOf(row: InvocationRow): string {
  const calls = `${row.calls.toLocaleString()} ${row.calls === 1 ? 'call' : 'calls'}`;
  return [releaseOf(row), calls, formatDuration(row.total)].filter((part) => part !== '').join(', ');
}

function releaseOf({ releaseNumber }: InvocationRow): string {
  return releaseNumber === null ? '' : `v${releaseNumber}`;
}

/** The older one is the one before. */
function comparisonOf(one: InvocationRow, other: InvocationRow): string {
  const [before, after] = one.receivedAt <= other.receivedAt ? [one, other] : [other, one];
  return `/compare-traces/${before.id}/${after.id}`;
}
