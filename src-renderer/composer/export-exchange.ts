import { rpc } from '../rpc/client.ts';
import { saveAs } from './save-as.ts';

/** Saves one exchange as a HAR 1.2 file, as it was really sent, with its trace. */
export async function exportExchange(exchangeId: string): Promise<void> {
  const { text } = await rpc.requests.exportText({ format: 'har', exchangeIds: [exchangeId], drafts: [] });
  saveAs(`${exchangeId}.har`, new Blob([text], { type: 'application/json' }));
}
