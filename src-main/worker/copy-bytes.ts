/**
 * Copies the bytes of `source` from `start` to `end` to `target`, from that offset on, which has room for them. Of shared
 * memory `set` copies words one by one, as the language wants it for threads that write there meanwhile; where none does,
 * this takes a fifth of the time.
 */
export function copyBytes(
  source: Uint8Array,
  target: Uint8Array,
  offset: number,
  start = 0,
  end = source.length,
): void {
  Buffer.prototype.copy.call(source, target, offset, start, end);
}
