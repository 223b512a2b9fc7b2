import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import { type FileContent, largestText } from '../../contract/rpc/projects.ts';
import { writeAtomically } from '../write-atomically.ts';
import { kindOf } from './kind-of.ts';
import { resolveInside } from './resolve-inside.ts';

/** Reads a file of a project. Throws `not-found`, `forbidden`, and `invalid-input` for a folder. */
export async function readProjectFile(folder: string, path: string): Promise<FileContent> {
  const bytes = await readFile(await resolveInside(folder, path)).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EISDIR')
      throw new AtelierError('invalid-input', `${path} is a folder, not a file.`, { cause });
    throw missingFile(path, cause);
  });
  return contentOf(path, bytes);
}

/** The beginning of a file of a project, so many bytes at most, and the size of the whole. Throws `not-found` and `forbidden`. */
export async function readFirstBytes(
  folder: string,
  path: string,
  most: number,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly size: number }> {
  const target = await resolveInside(folder, path);
  const file = await open(target).catch((cause: NodeJS.ErrnoException) => {
    throw missingFile(path, cause);
  });
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(Math.min(size, most));
    const { bytesRead } = await file.read(bytes, 0, bytes.byteLength, 0);
    return { bytes: bytes.subarray(0, bytesRead), size };
  } finally {
    await file.close();
  }
}

/**
 * Writes a file whole or not at all. `version` is the one that was read: where the file is another by now, or is there
 * although it is null, this throws `conflict` and changes nothing. Throws `forbidden`, also for a file that is
 * read-only: one that is replaced whole would not notice.
 */
export async function writeProjectFile(
  folder: string,
  path: string,
  { text, version }: { readonly text: string; readonly version: string | null },
): Promise<FileContent> {
  const file = await resolveInside(folder, path);
  const current = await readFile(file).then(versionOf, () => null);
  if (current !== version) throw stale(path, current, version);
  if (await isReadOnly(file))
    throw new AtelierError('forbidden', `${path} is read-only: make it writable first, then save it again.`);
  const bytes = Buffer.from(text);
  await mkdir(dirname(file), { recursive: true });
  await writeAtomically(file, bytes);
  return contentOf(path, bytes);
}

/** Whether nobody may write a file, whoever asks. */
async function isReadOnly(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found !== null && (found.mode & 0o222) === 0;
}

/** Writes files that were dropped on a folder of the project. Throws `conflict` where one is there already. */
export async function dropProjectFiles(
  folder: string,
  path: string,
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const targets = await Promise.all(
    files.map((file) => resolveInside(folder, isAbsolute(file.path) ? file.path : join(path, file.path))),
  );
  for (const [index, target] of targets.entries())
    if ((await kindOf(target)) !== null)
      throw new AtelierError(
        'conflict',
        `${files[index]?.path} is there already: remove or rename it first.`,
      );
  for (const [index, { bytes }] of files.entries()) {
    const target = targets[index]!;
    await mkdir(dirname(target), { recursive: true });
    await writeAtomically(target, bytes);
  }
}

function contentOf(path: string, bytes: Buffer): FileContent {
  const isText = bytes.length <= largestText && isUtf8(bytes) && !bytes.includes(0);
  return { path, text: isText ? bytes.toString() : null, size: bytes.length, version: versionOf(bytes) };
}

function versionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function stale(path: string, current: string | null, version: string | null): AtelierError {
  const reason =
    current === null
      ? 'was removed'
      : version === null
        ? 'is there already'
        : 'was changed by somebody else since it was read';
  return new AtelierError('conflict', `${path} ${reason}, so it was not saved.`, { details: { current } });
}

/** Throws `forbidden` where one of these is the folder of the project itself. */
export function refuseProject(folder: string, ...paths: readonly string[]): void {
  if (paths.includes(folder))
    throw new AtelierError('forbidden', 'The folder of the project itself is not moved or removed here.');
}

/** The error for something in a project that is not there, or that the system refuses for the reason that it gives. */
export function missingFile(path: string, cause?: NodeJS.ErrnoException): AtelierError {
  if (cause === undefined || cause.code === 'ENOENT' || cause.code === 'ENOTDIR')
    return new AtelierError('not-found', `There is no ${path} in the project.`, { cause });
  return new AtelierError('invalid-input', `${path} can't be used: ${cause.message}.`, { cause });
}
