import { gunzipSync } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import type { ArchiveEntry } from './archive-entry.ts';
import { type ArchiveLimits, archiveTooLarge, unreadableArchive } from './archive-limits.ts';

const fileTypes: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile']);

/** The members of a tar (POSIX.1 ustar, with pax and GNU names). Throws `too-large` and `invalid-input`. */
export function readTar(bytes: Uint8Array, limits: ArchiveLimits): ArchiveEntry[] {
  if (bytes.length > limits.bytes) throw archiveTooLarge('bytes', limits.bytes);
  const entries: ArchiveEntry[] = [];
  let failure: Error | undefined;
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      if (entries.length < limits.entries) collect(entry, entries);
      else parser.abort(archiveTooLarge('entries', limits.entries));
    },
  });
  parser.on('error', (error: Error) => {
    failure ??= error;
  });
  // Given as a whole, it is taken apart before this returns.
  parser.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (failure === undefined) return entries;
  throw entries.length === limits.entries
    ? archiveTooLarge('entries', limits.entries)
    : unreadableArchive('it is no tar, or damaged', failure);
}

/** The members of a tar inside a gzip (RFC 1952). Throws as {@link readTar}. */
export function readCompressedTar(bytes: Uint8Array, limits: ArchiveLimits): ArchiveEntry[] {
  return readTar(decompress(bytes, limits), limits);
}

function collect(entry: ReadEntry, entries: ArchiveEntry[]): void {
  const chunks: Uint8Array[] = [];
  entry.on('data', (chunk) => chunks.push(chunk));
  entry.on('end', () => {
    const kind = fileTypes.has(entry.type) ? 'file' : entry.type === 'Directory' ? 'folder' : 'other';
    entries.push({ name: entry.path, kind, bytes: Buffer.concat(chunks) });
  });
}

function decompress(bytes: Uint8Array, limits: ArchiveLimits): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.bytes });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw archiveTooLarge('bytes', limits.bytes);
    throw unreadableArchive('its compressed data is damaged', cause);
  }
}
