import { errno } from './errno.ts';
import type { GuestMemory } from './guest-memory.ts';

const encoder = new TextEncoder();

/** Writes how many strings there are and the bytes that they take as zero-terminated UTF-8. */
export function writeSizes(
  memory: GuestMemory,
  strings: readonly string[],
  countPointer: number,
  bytesPointer: number,
) {
  memory.writeU32(countPointer, strings.length);
  memory.writeU32(
    bytesPointer,
    strings.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0),
  );
  return errno.success;
}

/** Writes strings one after the other as zero-terminated UTF-8, and the array of pointers to them. */
export function writeStrings(
  memory: GuestMemory,
  strings: readonly string[],
  pointers: number,
  buffer: number,
) {
  let at = buffer;
  for (const [index, text] of strings.entries()) {
    const bytes = encoder.encode(`${text}\0`);
    memory.writeU32(pointers + index * 4, at);
    memory.slice(at, bytes.length).set(bytes);
    at += bytes.length;
  }
  return errno.success;
}
