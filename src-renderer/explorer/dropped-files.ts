import { isHeavy } from '../../src-main/contract/heavy-folders.ts';
import { formatBytes } from '../ui/format.ts';

/** More than this is no source that somebody wrote: such a folder is opened where it is. */
const most = { files: 2_000, bytes: 32 * 1024 * 1024 };

/** A file of a folder that was dropped. */
export interface DroppedFile {
  /** From the folder on. */
  readonly path: string;
  readonly file: File;
}

/**
 * The files of a dropped folder; what tools write into it (packages, version control, build results) is left out. Throws
 * where there are more than anybody writes.
 */
export async function filesOf(folder: FileSystemDirectoryEntry): Promise<DroppedFile[]> {
  const files: DroppedFile[] = [];
  let bytes = 0;
  const folders: { readonly entry: FileSystemDirectoryEntry; readonly path: string }[] = [
    { entry: folder, path: '' },
  ];
  for (const { entry, path } of folders)
    for (const inner of await entriesOf(entry)) {
      const innerPath = `${path}${inner.name}`;
      if (inner.isDirectory && !isHeavy(inner.name))
        folders.push({ entry: inner as FileSystemDirectoryEntry, path: `${innerPath}/` });
      if (!inner.isFile) continue;
      const file = await fileOf(inner as FileSystemFileEntry);
      bytes += file.size;
      files.push({ path: innerPath, file });
      if (files.length > most.files || bytes > most.bytes) throw tooMuch(folder.name);
    }
  return files;
}

function tooMuch(name: string): Error {
  const limit = `${most.files.toLocaleString()} files or ${formatBytes(most.bytes)}`;
  return new Error(`${name} has more than ${limit}, which is not copied. It can be opened where it is.`);
}

/** A reader gives some at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return entries;
    entries.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
