import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isHeavy } from '../../contract/heavy-folders.ts';
import { kindOf } from '../files/kind-of.ts';

/** Something that looks at a folder until it is closed. */
export interface FolderWatch {
  close(): void;
}

interface Listener {
  /** A path relative to the folder where something happened. */
  notice(path: string): void;
  /** The system can't watch, or not so much: for example, Linux has a limit for each user. */
  fail(): void;
}

/** Watches a folder with all that is below it, but for what tools write. */
export function watchTree(folder: string, listener: Listener): FolderWatch {
  return process.platform === 'linux' ? watchEachFolder(folder, listener) : watchAtOnce(folder, listener);
}

function watchAtOnce(folder: string, { notice, fail }: Listener): FolderWatch {
  try {
    const watcher = watch(folder, { recursive: true }, (_, path) => path !== null && notice(path));
    return watcher.on('error', fail);
  } catch {
    fail();
    return { close: () => {} };
  }
}

/**
 * Linux watches one folder at a time. Node's recursive watch would watch each file as well, and lose those that an
 * editor replaces.
 */
function watchEachFolder(folder: string, { notice, fail }: Listener): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let closed = false;
  const forget = (path: string) => {
    watchers.get(path)?.close();
    watchers.delete(path);
  };
  const add = async (below: string, isNew: boolean): Promise<void> => {
    const path = join(folder, below);
    if (isHeavy(below) || (await kindOf(path)) !== 'folder' || closed || watchers.has(below)) return;
    try {
      const watcher = watch(path, (event, name) => {
        if (name !== null) void look(join(below, name), event);
      });
      watchers.set(
        below,
        watcher.on('error', () => forget(below)),
      );
    } catch {
      return fail();
    }
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const inner = join(below, entry.name);
      // what is in a new folder may have been there before anybody watched it
      if (isNew && !entry.isDirectory()) notice(inner);
      if (entry.isDirectory()) await add(inner, isNew);
    }
  };
  /** What came under a name may be a folder, and what left it may have been one. */
  const look = async (path: string, event: string): Promise<void> => {
    if (closed || isHeavy(path)) return;
    notice(path);
    if (event !== 'rename') return;
    forget(path);
    await add(path, true);
  };
  void add('', false);
  return {
    close: () => {
      closed = true;
      for (const path of [...watchers.keys()]) forget(path);
    },
  };
}
