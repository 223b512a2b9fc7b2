import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createDraft } from '../../../../src-main/composer/draft.ts';
import { type History, openHistory } from '../../../../src-main/composer/history.ts';
import { createSender, type Sender, type SendInput } from '../../../../src-main/composer/send/sender.ts';
import type { Exchange, RequestDraft } from '../../../../src-main/contract/rpc/requests.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { emptyStore } from '../../store/empty-store.ts';

/** A sender over a history of its own, and what tests ask of both. */
export interface Sending {
  readonly sender: Sender;
  readonly history: History;
  /** A folder that paths of bodies are relative to. */
  readonly folder: string;
  /** Sends a draft and gives the exchange as it ended. */
  send(draft: Partial<RequestDraft> & { url: string }, facts?: Partial<SendInput>): Promise<Exchange>;
  /** Begins to send, and gives the exchange once `isThere` holds of it. */
  sendUntil(
    draft: Partial<RequestDraft> & { url: string },
    isThere: (exchange: Exchange) => boolean,
    facts?: Partial<SendInput>,
  ): Promise<Exchange>;
  /** The body that came back, as text. */
  received(exchange: Exchange): string;
}

export const controlPlane = { apiUrl: 'http://127.0.0.1:1', token: 'platform-token' };

/** Opens a sender for the running test. */
export async function openSending(): Promise<Sending> {
  const folder = temporaryFolder();
  const watchers = new Set<(id: string) => void>();
  const faults: unknown[] = [];
  const history = await openHistory({ exchanges: emptyStore().exchanges, folder: join(folder, 'history') });
  const sender = createSender({
    history,
    onChange: (id) => {
      for (const watcher of watchers) watcher(id);
    },
    reportFault: (fault) => void faults.push(fault),
  });
  onTestFinished(async () => {
    await sender.close();
    if (faults.length > 0) throw faults[0];
  });
  const sendUntil: Sending['sendUntil'] = (draft, isThere, facts) => {
    const { promise, resolve } = Promise.withResolvers<Exchange>();
    const input = {
      draft: createDraft(draft),
      requestKey: null,
      variables: [],
      folder,
      userAgent: 'Atelier/1.2.3',
      controlPlane,
      ...facts,
    };
    const { id } = sender.send(input);
    const look = () => {
      const exchange = history.get(id);
      if (isThere(exchange)) resolve(exchange);
    };
    watchers.add(look);
    look();
    return promise;
  };
  return {
    sender,
    history,
    folder,
    sendUntil,
    send: (draft, facts) => sendUntil(draft, ({ timing }) => timing.total !== null, facts),
    received: ({ id }) => readFileSync(history.bodyFile(id, 'response'), 'utf8'),
  };
}
