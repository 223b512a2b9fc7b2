import { useQuery } from '@tanstack/react-query';
import { Pin } from 'lucide-react';
import { useState } from 'react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { queries, rpc } from '../rpc/client.ts';
import { classNames } from '../ui/class-names.ts';
import { TextInput } from '../ui/field.tsx';
import { formatAge } from '../ui/format.ts';
import { ContextMenu, type MenuGroups } from '../ui/menu.tsx';
import { SidebarHeading } from '../ui/sidebar-heading.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import { askToCompare, compareWithPrevious } from './compare-exchanges.tsx';
import { reopen } from './composer-commands.ts';
import { copyExchangeAsCurl } from './copy-curl.ts';
import { exportExchange } from './export-exchange.ts';
import { NameExchangeDialog } from './name-exchange-dialog.tsx';
import { shortAddress } from './short-address.ts';

/** What was really sent, newest first: searchable, pinnable, reopened as a new request, compared two by two. */
export function HistoryList() {
  const [text, setText] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const [naming, setNaming] = useState<Exchange | null>(null);
  const { data: exchanges = [] } = useQuery(
    queries.history.list.queryOptions({ input: { text }, placeholderData: (last) => last }),
  );
  const menuOf = (exchange: Exchange): MenuGroups => [
    [{ label: 'Open as a new request', run: () => void reopen(exchange.id) }],
    [
      { label: 'Compare with the answer before', run: () => void compareWithPrevious(exchange) },
      { label: 'Compare with…', run: () => askToCompare(exchange) },
    ],
    [
      {
        label: exchange.pinned ? 'Unpin' : 'Pin',
        run: () =>
          void rpc.history.pin({ exchangeId: exchange.id, pinned: !exchange.pinned, label: exchange.label }),
      },
      { label: 'Name it…', run: () => setNaming(exchange) },
      { label: 'Copy as curl, as it was sent', run: () => void copyExchangeAsCurl(exchange) },
      { label: 'Save as HAR', run: () => void exportExchange(exchange.id) },
      { label: 'Remove', danger: true, run: () => void rpc.history.remove({ exchangeId: exchange.id }) },
    ],
  ];
  return (
    <div className="flex h-full flex-col">
      <SidebarHeading title="History" />
      <div className="px-3 pb-1.5">
        <TextInput
          type="search"
          aria-label="Search the history"
          placeholder="Address, header, body"
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
          onOpen={(exchange) => void reopen(exchange.id)}
        >
          {(exchange) => (
            <ContextMenu groups={menuOf(exchange)}>
              <HistoryLine exchange={exchange} />
            </ContextMenu>
          )}
        </VirtualList>
      )}
      {naming !== null && <NameExchangeDialog exchange={naming} onClose={() => setNaming(null)} />}
    </div>
  );
}

function HistoryLine({ exchange, ...trigger }: { readonly exchange: Exchange }) {
  const { request, response, sentAt, label, name, pinned } = exchange;
  const status = response?.status ?? null;
  return (
    <div {...trigger} className="flex w-full min-w-0 items-center gap-2 px-3" title={request.url}>
      <span
        className={classNames(
          'w-8 shrink-0 font-mono text-small',
          status === null || status >= 400 ? 'text-bad' : 'text-good',
        )}
      >
        {status ?? '—'}
      </span>
      <span className="grow truncate">
        <span className="font-mono text-tiny text-ink-muted">{request.method}</span>{' '}
        {label ?? (name || shortAddress(request.url))}
      </span>
      {pinned && <Pin size={12} aria-label="Pinned" className="shrink-0 text-accent" />}
      <span className="shrink-0 text-small text-ink-faint">{formatAge(sentAt, Date.now())}</span>
    </div>
  );
}
