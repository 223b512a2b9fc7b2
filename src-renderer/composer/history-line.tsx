import { Pin } from 'lucide-react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { classNames } from '../ui/class-names.ts';
import { formatMoment } from '../ui/format.ts';
import { colourOfStatus } from './status-colour.ts';
import { useAddressName } from './use-address-name.ts';

/** What was sent, on one line: how it ended, what it was, and when. */
export function HistoryLine({ exchange, ...trigger }: { readonly exchange: Exchange }) {
  const nameOf = useAddressName();
  const { request, sentAt, label, name, pinned } = exchange;
  const { mark, words, colour } = endOf(exchange);
  return (
    <div
      {...trigger}
      className="flex w-full min-w-0 items-center gap-2 px-3"
      title={[label ?? name, `${request.method} ${request.url}`, words]
        .filter((line) => line !== '')
        .join('\n')}
    >
      <span className={classNames('w-8 shrink-0 font-mono text-small', colour)}>
        <span aria-hidden={mark !== words}>{mark}</span>
        {mark !== words && <span className="sr-only">{words}</span>}
      </span>
      <span className="grow truncate">
        <span className="font-mono text-tiny text-ink-muted">{request.method}</span>{' '}
        {label ?? (name || nameOf(request.url))}
      </span>
      {pinned && <Pin size={12} aria-label="Pinned" className="shrink-0 text-accent" />}
      <span className="shrink-0 font-mono text-tiny text-ink-faint">{formatMoment(sentAt, Date.now())}</span>
    </div>
  );
}

interface End {
  readonly mark: string;
  readonly words: string;
  readonly colour: string;
}

function endOf({ state, response, failure }: Exchange): End {
  if (state === 'cancelled') return { mark: '—', words: 'Cancelled', colour: 'text-ink-muted' };
  if (failure !== null) return { mark: '✕', words: failure.message, colour: 'text-bad' };
  if (response === null) return { mark: '…', words: 'Waiting for the answer', colour: 'text-ink-muted' };
  const status = String(response.status);
  return { mark: status, words: status, colour: colourOfStatus(response.status) };
}
