import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { rpc } from '../rpc/client.ts';

/** Largest body that is shown without being asked for, and the piece that is shown of a larger one, bytes. */
export const previewBytes = 1_000_000;
/** Largest body that is shown whole at all: beyond it a page stops being quick. */
export const showableBytes = 16 * previewBytes;
const pieceBytes = 1_048_576;

/** The first bytes of a body, the answer's unless it says otherwise; as many as asked for at most. */
export async function readBody(
  exchangeId: string,
  length: number,
  side: 'request' | 'response' = 'response',
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (;;) {
    const wanted = Math.min(pieceBytes, length - offset);
    if (wanted <= 0) break;
    const { bytes, size } = await rpc.history.body({ exchangeId, side, offset, length: wanted });
    const piece = new Uint8Array(await bytes.arrayBuffer());
    pieces.push(piece);
    offset += piece.byteLength;
    if (piece.byteLength === 0 || offset >= size) break;
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

export type BodyView = 'json' | 'text' | 'image' | 'html' | 'hex';

/** Characters that are in no text. */
const controls = /(?!\s)\p{Cc}/u;
/** What begins the colours of terminals, which are. */
const controlSequence = '\u001b[';

/** The views that make sense for a body, the best first. */
export function viewsOf(exchange: Exchange, bytes: Uint8Array): readonly BodyView[] {
  const type = exchange.response?.contentType?.toLowerCase() ?? '';
  if (type.startsWith('image/')) return type.includes('xml') ? ['image', 'text', 'hex'] : ['image', 'hex'];
  const text = decode(bytes);
  if (text === null) return ['hex'];
  // The bytes happen to be UTF-8.
  if (controls.test(text.replaceAll(controlSequence, ''))) return ['hex', 'text'];
  if (type.includes('html')) return ['text', 'html', 'hex'];
  if (type.includes('json') || /^\s*[[{]/.test(text))
    return isJson(text) ? ['json', 'text', 'hex'] : ['text', 'hex'];
  return ['text', 'hex'];
}

/** The bytes as UTF-8 text, null where they are not. A character cut in two at the end is forgiven. */
export function decode(bytes: Uint8Array): string | null {
  for (const missing of [0, 1, 2, 3]) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.byteLength - missing));
    } catch {
      // One byte less: the cut may have gone through a character
    }
  }
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
