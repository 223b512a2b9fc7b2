import type { DirectoryEntry } from './descriptor.ts';

/** Layout of `dirent` in bytes; the name follows without a terminator. */
const dirent = { next: 0, inode: 8, nameLength: 16, fileType: 20, bytes: 24 } as const;

const encoder = new TextEncoder();

/**
 * Packs entries into a buffer as `fd_readdir` does: one after the other without padding, and the one that no longer
 * fits cut off wherever the buffer ends, even inside of its header. Gives the bytes used; fewer than the buffer has
 * tell the guest that it has seen the last entry.
 */
export function packDirectoryEntries(buffer: Uint8Array, entries: Iterable<DirectoryEntry>): number {
  let used = 0;
  if (buffer.length === 0) return used;
  for (const entry of entries) {
    const packed = packEntry(entry).subarray(0, buffer.length - used);
    buffer.set(packed, used);
    used += packed.length;
    if (used === buffer.length) break;
  }
  return used;
}

function packEntry(entry: DirectoryEntry): Uint8Array {
  const name = encoder.encode(entry.name);
  const bytes = new Uint8Array(dirent.bytes + name.length);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(dirent.next, entry.next, true);
  view.setBigUint64(dirent.inode, entry.inode, true);
  view.setUint32(dirent.nameLength, name.length, true);
  view.setUint8(dirent.fileType, entry.fileType);
  bytes.set(name, dirent.bytes);
  return bytes;
}
