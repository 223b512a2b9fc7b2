import { useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { SearchDialog } from '../app/commands/search-dialog.tsx';
import { goTo } from '../app/go-to.ts';
import { queries, rpc } from '../rpc/client.ts';
import { formatTime } from '../ui/format.ts';
import { showNotice } from '../ui/notice.tsx';
import { useAddressName } from './use-address-name.ts';

const useComparison = create<{ subject: Exchange | null }>(() => ({ subject: null }));

/** Asks which answer of the history this one is compared with. */
export function askToCompare(subject: Exchange): void {
  useComparison.setState({ subject });
}

/** Compares an answer with the one that the same request got before. */
export async function compareWithPrevious({ id, requestKey }: Exchange): Promise<void> {
  const [previous] = await rpc.history.list({ requestKey, before: id, limit: 1 });
  if (previous === undefined) showNotice({ text: 'This request was not sent before.' });
  else goTo(`/compare/${previous.id}/${id}`);
}

/** The list to choose from, wherever it was asked for; what the same request got comes first. */
export function CompareExchangeDialog() {
  const { subject } = useComparison();
  const nameOf = useAddressName();
  const { data: exchanges = [] } = useQuery(
    queries.history.list.queryOptions({ input: {}, enabled: subject !== null }),
  );
  const others = exchanges
    .filter(({ id, response }) => id !== subject?.id && response !== null)
    .toSorted((one, other) => Number(isOfSame(subject, other)) - Number(isOfSame(subject, one)));
  return (
    <SearchDialog
      label="Compare with"
      placeholder="Compare with: address, status, time"
      open={subject !== null}
      onClose={() => useComparison.setState({ subject: null })}
      items={others}
      keyOf={({ id }) => id}
      textOf={({ label, name, request, response, sentAt }) =>
        `${label ?? name} ${request.method} ${request.url} ${response?.status} ${formatTime(sentAt)}`
      }
      onChoose={(other) => subject !== null && goTo(comparisonOf(subject, other))}
      nothing="There is no other answer in the history."
    >
      {({ label, name, request, response, sentAt }) => (
        <>
          <span className="font-mono text-small text-ink-muted">{formatTime(sentAt)}</span>
          <span className="w-8 font-mono text-small">{response?.status}</span>
          <span className="grow truncate">
            <span className="font-mono text-small">{request.method}</span>{' '}
            {label ?? (name || nameOf(request.url))}
          </span>
        </>
      )}
    </SearchDialog>
  );
}

function isOfSame(subject: Exchange | null, other: Exchange): boolean {
  return subject?.requestKey != null && subject.requestKey === other.requestKey;
}

/** The older one is the one before. */
function comparisonOf(one: Exchange, other: Exchange): string {
  const [before, after] = one.sentAt <= other.sentAt ? [one, other] : [other, one];
  return `/compare/${before.id}/${after.id}`;
}
