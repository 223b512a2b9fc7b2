import { unzipSync } from 'fflate';
import type { ArchiveEntry } from './archive-entry.ts';
import { type ArchiveLimits, archiveTooLarge, unreadableArchive } from './archive-limits.ts';
import { readZipModes } from './zip-modes.ts';

/** The members of a zip (APPNOTE 6.3). Throws `too-large`, and `invalid-input` for one that is damaged or encrypted. */
export function readZip(bytes: Uint8Array, limits: ArchiveLimits): ArchiveEntry[] {
  const modes = readZipModes(bytes);
  if (modes.length > limits.entries) throw archiveTooLarge('entries', limits.entries);
  const others = new Set<string>();
  let [index, size] = [0, 0];
  const contents = unzip(bytes, (name, announcedSize) => {
    size += announcedSize;
    if (size > limits.bytes) throw archiveTooLarge('bytes', limits.bytes);
    // The library goes through the same directory, in the same order.
    if (modes[index] === 'other') others.add(name);
    index += 1;
  });
  return Object.entries(contents).map(([name, content]) => {
    const path = name.replaceAll('\\', '/');
    const kind = others.has(name) ? 'other' : path.endsWith('/') ? 'folder' : 'file';
    return { name: path, kind, bytes: content };
  });
}

/** Asks of each member before it is unpacked, into exactly the size that it announces. */
function unzip(
  bytes: Uint8Array,
  check: (name: string, announcedSize: number) => void,
): Record<string, Uint8Array> {
  let refusal: unknown;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        try {
          check(name, originalSize);
          return true;
        } catch (error) {
          refusal = error;
          throw error;
        }
      },
    });
  } catch (cause) {
    throw refusal ?? unreadableArchive('it is no zip, or damaged', cause);
  }
}
