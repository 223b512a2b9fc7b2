import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isHeavy } from '../../contract/heavy-folders.ts';
import { type InputWatch, watchInputs } from './watch-inputs.ts';
import { type FolderWatch, watchTree } from './watch-tree.ts';

/** Milliseconds. Editors save in several steps: what follows within the first time belongs to the same change. */
const pauses = { settle: 15, poll: 500 };

/** Files that changed, with the time (`performance.now()`) at which the first of them did. */
export interface FolderChange {
  /** Absolute paths. */
  readonly paths: readonly string[];
  readonly at: number;
}

/**
 * Tells of files in a folder whose content changed, and of files and folders that came or went. What tools write (version control, packages, build
 * results) and what is behind links is left out, unless somebody makes use of it. Where the system can't watch the folder, it is
 * looked through twice a second.
 */
export function watchFolder(folder: string, onChange: (change: FolderChange) => void): InputWatch {
  const contents = new Map<string, string>();
  const pending = new Set<string>();
  let firstAt: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const notice = (path: string) => {
    if (closed) return;
    pending.add(path);
    firstAt ??= performance.now();
    clearTimeout(timer);
    timer = setTimeout(tell, pauses.settle);
  };
  const tell = async () => {
    const [paths, at] = [[...pending], firstAt ?? performance.now()];
    pending.clear();
    firstAt = undefined;
    const changed: string[] = [];
    for (const path of paths) if (await hasChanged(path, contents)) changed.push(path);
    if (changed.length > 0 && !closed) onChange({ paths: changed, at });
  };
  const eyes = startWatching(folder, (path) => isHeavy(path) || notice(join(folder, path)));
  const inputs = watchInputs(folder, notice);
  return {
    follow: inputs.follow,
    close: () => {
      closed = true;
      clearTimeout(timer);
      eyes.close();
      inputs.close();
    },
  };
}

/** Watches, and looks again and again from the moment on when that fails. */
function startWatching(folder: string, notice: (path: string) => void): FolderWatch {
  let polling: FolderWatch | undefined;
  const fail = () => {
    polling ??= pollFolder(folder, notice);
  };
  const watching = watchTree(folder, { notice, fail });
  return {
    close: () => {
      watching.close();
      polling?.close();
    },
  };
}

/** A change of time or size is worth a look at the content. */
function pollFolder(folder: string, notice: (path: string) => void): FolderWatch {
  let known: ReadonlyMap<string, string> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const look = async () => {
    const found = await stamps(folder);
    const before = known ?? found;
    for (const path of new Set([...before.keys(), ...found.keys()]))
      if (before.get(path) !== found.get(path)) notice(path);
    known = found;
    if (!closed) timer = setTimeout(look, pauses.poll);
  };
  void look();
  return {
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}

async function stamps(folder: string, below = ''): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(below, entry.name);
    if (isHeavy(entry.name)) continue;
    if (entry.isDirectory()) for (const [inner, stamp] of await stamps(folder, path)) found.set(inner, stamp);
    const { mtimeMs, size } = (await stat(join(folder, path)).catch(() => null)) ?? { mtimeMs: 0, size: 0 };
    if (entry.isFile()) found.set(path, `${mtimeMs} ${size}`);
  }
  return found;
}

/**
 * Whether a file has other content than when it was last looked at; the first look can't know and says yes. A folder
 * changes when it comes and when it goes.
 */
async function hasChanged(path: string, contents: Map<string, string>): Promise<boolean> {
  const digest = await readFile(path).then(
    (bytes) => createHash('sha256').update(bytes).digest('hex'),
    (error: NodeJS.ErrnoException) => (error.code === 'EISDIR' ? 'folder' : 'gone'),
  );
  if (contents.get(path) === digest) return false;
  contents.set(path, digest);
  return true;
}
