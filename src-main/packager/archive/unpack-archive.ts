import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import type { ArchiveEntry } from './archive-entry.ts';
import { type ArchiveLimits, archiveLimits, unreadableArchive } from './archive-limits.ts';
import { readCompressedTar, readTar } from './read-tar.ts';
import { readZip } from './read-zip.ts';

type Reader = (bytes: Uint8Array, limits: ArchiveLimits) => ArchiveEntry[];

/** Who reads what, by what it begins with or holds at an offset. */
const readers: readonly { readonly at: number; readonly magic: string; readonly read: Reader }[] = [
  { at: 0, magic: '\x1f\x8b', read: readCompressedTar },
  { at: 0, magic: 'PK', read: readZip },
  { at: 257, magic: 'ustar', read: readTar },
];
/** What systems put into archives beside the project. */
const strangers = /^(__MACOSX\/|(.*\/)?\.DS_Store$)/;

/**
 * Unpacks a tar, a tar in gzip or a zip into a folder and gives the folder of the project: where all of it lies in one
 * folder, as `tar` and downloads make it, that one. Nothing is written outside and no link is made. Throws
 * `invalid-input` with the name of a member that leads outside or is no file, for an archive that can't be read or is
 * empty, and `too-large`.
 */
export async function unpackArchive(
  bytes: Uint8Array,
  folder: string,
  limits: ArchiveLimits = archiveLimits,
): Promise<string> {
  const members = readMembers(bytes, limits).filter(({ name }) => !strangers.test(name));
  const files = members.map((member) => ({ ...member, path: checkedPath(member) }));
  for (const { kind, path, bytes: content } of files)
    if (kind === 'file') await write(join(folder, ...path), content);
    else await mkdir(join(folder, ...path), { recursive: true });
  return join(folder, ...commonFolder(files.filter(({ kind }) => kind === 'file').map(({ path }) => path)));
}

function readMembers(bytes: Uint8Array, limits: ArchiveLimits): ArchiveEntry[] {
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  const reader = readers.find(({ at, magic }) => head.startsWith(magic, at));
  if (reader === undefined) throw unreadableArchive('send a tar, a tar.gz or a zip');
  return reader.read(bytes, limits);
}

/** The parts of a member's path below the project. */
function checkedPath({ name, kind }: ArchiveEntry): string[] {
  if (kind === 'other')
    throw new AtelierError(
      'invalid-input',
      `The archive's "${name}" is a link or a device. Put the files themselves into the archive.`,
    );
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (/^([/\\]|[A-Za-z]:)/.test(name) || parts.some((part) => part === '..' || /[\\\0]/.test(part)))
    throw new AtelierError(
      'invalid-input',
      `The archive's "${name}" leads outside the project. Make the archive inside the project's folder.`,
    );
  return parts;
}

async function write(path: string, content: Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  } catch (cause) {
    // For example a file where another member needs a folder, or a name that is too long.
    throw unreadableArchive(
      `one of its files can't be written (${(cause as NodeJS.ErrnoException).code})`,
      cause,
    );
  }
}

/** The one folder at the top that holds everything; none where there are several, or files beside it. */
function commonFolder(paths: readonly (readonly string[])[]): string[] {
  const [first] = paths;
  if (first === undefined) throw unreadableArchive('there is no file in it');
  const [top] = first;
  return top !== undefined && paths.every((path) => path.length > 1 && path[0] === top) ? [top] : [];
}
