import { isHeavy } from '../../src-main/contract/heavy-folders.ts';
import { showArea } from '../app/layout/layout-state.ts';
import { rpc } from '../rpc/client.ts';
import { formatBytes } from '../ui/format.ts';
import { showNotice } from '../ui/notice.tsx';
import { revealProject } from './explorer-state.ts';

/** More than this is no source that somebody wrote: such a folder is opened where it is. */
const most = { files: 2_000, bytes: 32 * 1024 * 1024 };

/**
 * Makes a project of a folder that was dropped: of a copy, because a page is not told where it is. What tools write
 * into it (packages, version control, build results) stays behind.
 */
export async function adoptFolder(folder: FileSystemDirectoryEntry): Promise<void> {
  try {
    const files = await filesOf(folder);
    const project = await rpc.projects.adopt({
      name: folder.name,
      files: files.map(({ path, file }) => ({ path, bytes: file })),
    });
    showArea('project');
    revealProject(project.id);
    showNotice({ text: `${folder.name} was copied to ${project.folder}, and is open there.` });
  } catch (error) {
    showNotice({ text: error instanceof Error ? error.message : `${folder.name} could not be copied.` });
  }
}

interface FileBelow {
  /** From the folder on. */
  readonly path: string;
  readonly file: File;
}

async function filesOf(folder: FileSystemDirectoryEntry): Promise<FileBelow[]> {
  const files: FileBelow[] = [];
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
  return new Error(
    `${name} has more than ${limit}, which is not copied: open it where it is with "Open a project folder".`,
  );
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
