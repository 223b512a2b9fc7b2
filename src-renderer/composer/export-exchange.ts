import { rpc } from '../rpc/client.ts';

/** Saves one exchange as a HAR 1.2 file, as it was really sent, with its trace. */
export async function exportExchange(exchangeId: string): Promise<void> {
  const { text } = await rpc.requests.exportText({ format: 'har', exchangeIds: [exchangeId], drafts: [] });
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${exchangeId}.har`;
  link.click();
  URL.revokeObjectURL(url);
}
