import { type Count, type Errno, errno } from './errno.ts';
import type { GuestMemory } from './guest-memory.ts';

/** Bytes of one `iovec` or `ciovec`: a pointer and a size. */
const iovecBytes = 8;

/** Views that one transfer is made of at most: an array as large as the guest's memory would fill the host's. */
const viewLimit = 65_536;

/**
 * Reads an array of iovecs and gives the views of guest memory that they name, empty ones left out. What is beyond
 * the limit is left out too, and makes the transfer a short one, as POSIX allows.
 */
export function readIovecs(memory: GuestMemory, pointer: number, count: number): Uint8Array[] {
  const buffers: Uint8Array[] = [];
  for (let index = 0; index < count && buffers.length < viewLimit; index += 1) {
    const at = pointer + index * iovecBytes;
    const size = memory.readU32(at + 4);
    if (size > 0) buffers.push(memory.slice(memory.readU32(at), size));
  }
  return buffers;
}

/** Ends a transfer: writes how many bytes it came to, or gives its errno, once it is known. */
export function finishTransfer(
  memory: GuestMemory,
  count: Count | Promise<Count>,
  countPointer: number,
): Errno | Promise<Errno> {
  if (typeof count !== 'number') return count.then((known) => finishTransfer(memory, known, countPointer));
  if (count < 0) return -count;
  memory.writeU32(countPointer, count);
  return errno.success;
}
