import { useInfiniteQuery } from '@tanstack/react-query';
import { FileOutput } from 'lucide-react';
import { useState } from 'react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { queries, rpc } from '../rpc/client.ts';
import { TextInput } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { ContextMenu, type MenuGroups } from '../ui/menu.tsx';
import { SidebarHeading } from '../ui/sidebar-heading.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import { askToCompare, compareWithPrevious } from './compare-exchanges.tsx';
import { reopen } from './composer-commands.ts';
import { copyExchangeAsCurl } from './copy-curl.ts';
import { exportExchanges } from './export-requests.ts';
import { HistoryLine } from './history-line.tsx';
import { NameDialog } from './name-dialog.tsx';
import { attempt } from './request-actions.ts';

/** What was really sent, newest first: searchable, pinnable, reopened as a new request, compared two by two. */
export function HistoryList() {
  const [text, setText] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const [naming, setNaming] = useState<Exchange | null>(null);
  const { exchanges, fetchOlder } = useHistory(text);
  const menuOf = (exchange: Exchange): MenuGroups => [
    [{ label: 'Open', run: () => void attempt(() => reopen(exchange.id)) }],
    [
      { label: 'Compare with the answer before', run: () => void compareWithPrevious(exchange) },
      { label: 'Compare with…', run: () => askToCompare(exchange) },
    ],
    [
      {
        label: exchange.pinned ? 'Unpin' : 'Pin',
        run: () =>
          void attempt(() =>
            rpc.history.pin({ exchangeId: exchange.id, pinned: !exchange.pinned, label: exchange.label }),
          ),
      },
      { label: 'Name it…', run: () => setNaming(exchange) },
      { label: 'Copy as curl, as it was sent', run: () => void copyExchangeAsCurl(exchange) },
      { label: 'Save as HAR', run: () => void exportExchanges(exchange.id, [exchange.id]) },
      {
        label: 'Remove',
        danger: true,
        run: () => void attempt(() => rpc.history.remove({ exchangeId: exchange.id })),
      },
    ],
  ];
  return (
    <div className="flex h-full flex-col">
      <SidebarHeading title="History">
        <IconButton
          icon={FileOutput}
          label="Save what is listed as HAR"
          disabled={exchanges.length === 0}
          onClick={() =>
            void exportExchanges(
              'history',
              exchanges.map(({ id }) => id),
            )
          }
        />
      </SidebarHeading>
      <div className="px-3 pb-1.5">
        <TextInput
          type="search"
          aria-label="Search the history"
          placeholder="Search address, header, body"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {exchanges.length === 0 ? (
        <p className="px-3 text-small text-ink-faint">
          {text === '' ? 'What you send is kept here, with its answer.' : 'Nothing matches.'}
        </p>
      ) : (
        <VirtualList
          label="History"
          items={exchanges}
          keyOf={(exchange) => exchange.id}
          selected={selected}
          onSelect={(exchange) => setSelected(exchange.id)}
          onOpen={(exchange) => void attempt(() => reopen(exchange.id))}
          onEnd={fetchOlder}
        >
          {(exchange) => (
            <ContextMenu groups={menuOf(exchange)}>
              <HistoryLine exchange={exchange} />
            </ContextMenu>
          )}
        </VirtualList>
      )}
      {naming !== null && (
        <NameDialog
          title="Name this answer"
          description="What has a name is pinned: it stays when older answers make room."
          name={naming.label ?? ''}
          action="Name it"
          onName={(name) => rpc.history.pin({ exchangeId: naming.id, pinned: true, label: name || null })}
          onClose={() => setNaming(null)}
        />
      )}
    </div>
  );
}

/** Exchanges that are fetched at once. */
const pageSize = 100;

/** What was sent and has that text in it, newest first; older ones come as they are asked for. */
function useHistory(text: string): {
  readonly exchanges: readonly Exchange[];
  readonly fetchOlder: () => void;
} {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    queries.history.list.infiniteOptions({
      input: (before: string | null) => ({ text, limit: pageSize, before }),
      initialPageParam: null,
      getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.id),
      placeholderData: (last) => last,
    }),
  );
  return {
    exchanges: data?.pages.flat() ?? [],
    fetchOlder: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
  };
}
