import { watch } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { isHeavy } from '../../contract/heavy-folders.ts';
import { kindOf } from '../files/kind-of.ts';
import { type FolderWatch, watchTree } from './watch-tree.ts';

/** Watches what is made use of outside of a tree that is watched anyway: behind links, in folders of packages, elsewhere. */
export interface InputWatch extends FolderWatch {
  /**
   * Says what somebody makes use of now, files and whole folders, instead of what that was before. Resolves when all of it is
   * watched.
   */
  readonly follow: (user: string, inputs: readonly string[]) => Promise<void>;
}

/** A folder, with all below it or without. */
interface Place {
  readonly path: string;
  readonly deep: boolean;
}

/** Nothing is watched yet; `notice` hears absolute paths, links in them as the inputs had them. */
export function watchInputs(folder: string, notice: (path: string) => void): InputWatch {
  const places = new Map<string, readonly Place[]>();
  const watches = new Map<string, FolderWatch>();
  let work = Promise.resolve();
  let closed = false;
  const update = () => {
    const wanted = new Map([...places.values()].flat().map((place) => [JSON.stringify(place), place]));
    for (const [key, watching] of watches) {
      if (wanted.has(key)) continue;
      watching.close();
      watches.delete(key);
    }
    for (const [key, place] of wanted) if (!watches.has(key)) watches.set(key, watchPlace(place, notice));
  };
  return {
    follow: (user, inputs) => {
      work = work.then(async () => {
        places.set(user, await placesOutside(folder, inputs));
        if (!closed) update();
      });
      return work;
    },
    close: () => {
      closed = true;
      for (const watching of watches.values()) watching.close();
    },
  };
}

async function placesOutside(folder: string, inputs: readonly string[]): Promise<Place[]> {
  const root = await realpath(folder).catch(() => folder);
  const places: Place[] = [];
  for (const input of inputs) {
    const below = relative(folder, input);
    const real = await realpath(input).catch(() => null);
    const isOutside =
      below.startsWith('..') || isAbsolute(below) || isHeavy(below) || real !== join(root, below);
    if (real === null || !isOutside) continue;
    const deep = (await kindOf(input)) === 'folder';
    places.push({ path: deep ? input : dirname(input), deep });
  }
  return places;
}

/** What the system can't watch is built again with the next change of something that it can. */
function watchPlace({ path, deep }: Place, notice: (path: string) => void): FolderWatch {
  if (deep) return watchTree(path, { notice: (below) => notice(join(path, below)), fail: () => {} });
  try {
    const watcher = watch(path, (_, name) => name !== null && notice(join(path, name)));
    return watcher.on('error', () => watcher.close());
  } catch {
    return { close: () => {} };
  }
}
