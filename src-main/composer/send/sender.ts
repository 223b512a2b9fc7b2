import { randomUUID } from 'node:crypto';
import type { Exchange, RequestDraft } from '../../contract/rpc/requests.ts';
import type { History } from '../history.ts';
import type { SendingFacts } from './prepare-request.ts';
import { RequestFailure } from './request-failure.ts';
import { runExchange } from './run-exchange.ts';

/** What is sent, and what it was sent from. */
export interface SendInput extends SendingFacts {
  readonly draft: RequestDraft;
  readonly requestKey: string | null;
}

/** Sends requests and writes what happens to them into the history. */
export interface Sender {
  /** Gives the exchange at its beginning; how it goes on is in the history. */
  send(input: SendInput): Exchange;
  /** Ends an exchange that is under way; others stay as they are. */
  cancel(exchangeId: string): void;
  /** Cancels whatever is under way, and resolves when the history knows of it. */
  close(): Promise<void>;
}

export interface SenderOptions {
  readonly history: History;
  /** Hears the id of an exchange each time that the history knows more of it. */
  readonly onChange: (exchangeId: string) => void;
  /** Hears of what went wrong in our own writing. */
  readonly reportFault: (error: unknown) => void;
}

/** A sender with nothing under way. */
export function createSender({ history, onChange, reportFault }: SenderOptions): Sender {
  const underWay = new Map<string, { readonly controller: AbortController; readonly ended: Promise<void> }>();
  return {
    send(input) {
      const exchange = beginning(input);
      history.begin(exchange, input.draft);
      const controller = new AbortController();
      const update = async (known: Exchange) => {
        await history.update(known);
        onChange(known.id);
      };
      const ended = runExchange(exchange, { input, history, controller, update })
        .catch(reportFault)
        .finally(() => underWay.delete(exchange.id));
      underWay.set(exchange.id, { controller, ended });
      onChange(exchange.id);
      return exchange;
    },
    cancel: (id) => underWay.get(id)?.controller.abort(cancelled()),
    close: async () => {
      for (const { controller } of underWay.values()) controller.abort(cancelled());
      await Promise.all([...underWay.values()].map(({ ended }) => ended));
    },
  };
}

function cancelled(): RequestFailure {
  return new RequestFailure('cancelled', 'The request was cancelled.');
}

function beginning({ draft, requestKey }: SendInput): Exchange {
  return {
    id: `exchange_${randomUUID()}`,
    requestKey,
    name: draft.name,
    sentAt: new Date().toISOString(),
    state: 'sending',
    request: { method: draft.method, url: draft.url, headers: [], bodySize: 0 },
    response: null,
    redirects: [],
    failure: null,
    timing: { connect: null, firstByte: null, download: null, total: null },
    invocationId: null,
    pinned: false,
    label: null,
  };
}
