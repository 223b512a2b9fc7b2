import type { RequestDraft } from '../../src-main/contract/rpc/requests.ts';
import { rpc } from '../rpc/client.ts';
import { attempt } from './request-actions.ts';
import { saveAs } from './save-as.ts';

/** Saves exchanges as a HAR 1.2 file, as they were really sent, with their traces. */
export function exportExchanges(name: string, exchangeIds: readonly string[]): Promise<void> {
  return attempt(async () => {
    const { text } = await rpc.requests.exportText({
      format: 'har',
      exchangeIds: [...exchangeIds],
      drafts: [],
    });
    saveAs(`${name}.har`, new Blob([text], { type: 'application/json' }));
  });
}

/** Saves requests as a Postman 2.1 collection, with their variables in them. */
export function exportDrafts(name: string, drafts: readonly RequestDraft[]): Promise<void> {
  return attempt(async () => {
    const { text } = await rpc.requests.exportText({
      format: 'postman',
      exchangeIds: [],
      drafts: [...drafts],
    });
    saveAs(`${name}.postman_collection.json`, new Blob([text], { type: 'application/json' }));
  });
}
