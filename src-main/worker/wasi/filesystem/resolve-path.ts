import { type Errno, errno } from '../errno.ts';
import type { Directory } from './directory.ts';

/** How many symbolic links one path may go through, as on Linux. */
const linkLimit = 40;

/** Bytes of UTF-8 in one name, as on every common file system. */
const nameLimit = 255;

/** What a path leads to: an entry of a directory, which need not exist, or with no name the directory itself. */
export interface Place {
  readonly directory: Directory;
  readonly name: string | null;
  /** The path ends in a slash and so can only mean a directory. */
  readonly trailingSlash: boolean;
}

/**
 * Walks a guest's path, one component after the other, from a directory that it can't leave: `..` above it, an
 * absolute path and an absolute symbolic link all answer `enotcapable`. Hands the place to `use` while the
 * directories on the way are open, and gives what `use` gives. `followLast` says whether a symbolic link as the last
 * component stands for its target.
 */
export function resolvePath<T>(
  base: Directory,
  path: string,
  followLast: boolean,
  use: (place: Place) => T | Errno,
): T | Errno {
  const walk = new PathWalk(base);
  try {
    const place = walk.to(path, followLast);
    return typeof place === 'number' ? place : use(place);
  } finally {
    walk.end();
  }
}

class PathWalk {
  readonly #base: Directory;
  /** The directories that the walk opened below its base, outermost first. */
  readonly #entered: Directory[] = [];
  /** Components still to go, the next one last. */
  readonly #pending: string[] = [];
  #links = 0;
  #trailingSlash = false;

  constructor(base: Directory) {
    this.#base = base;
  }

  get #directory(): Directory {
    return this.#entered.at(-1) ?? this.#base;
  }

  to(path: string, followLast: boolean): Place | Errno {
    if (path === '') return errno.noent;
    const refusal = this.#schedule(path);
    if (refusal !== errno.success) return refusal;
    for (let name = this.#pending.pop(); name !== undefined; name = this.#pending.pop()) {
      if (this.#pending.length === 0 && isName(name)) {
        const target = followLast ? this.#directory.readLink(name) : errno.inval;
        if (typeof target !== 'string') return this.#place(name);
        const failure = this.#follow(target);
        if (failure !== errno.success) return failure;
      } else {
        const failure = this.#step(name);
        if (failure !== errno.success) return failure;
      }
    }
    return this.#place(null);
  }

  end(): void {
    for (const directory of this.#entered) directory.close();
  }

  #place(name: string | null): Place | Errno {
    if (name !== null && Buffer.byteLength(name) > nameLimit) return errno.nametoolong;
    return { directory: this.#directory, name, trailingSlash: this.#trailingSlash };
  }

  #schedule(path: string): Errno {
    if (path.startsWith('/')) return errno.notcapable;
    if (this.#pending.length === 0 && path.endsWith('/')) this.#trailingSlash = true;
    for (const component of path.split('/').reverse()) {
      if (component !== '') this.#pending.push(component);
    }
    return errno.success;
  }

  #follow(target: string): Errno {
    this.#links += 1;
    return this.#links > linkLimit ? errno.loop : this.#schedule(target);
  }

  #step(name: string): Errno {
    if (name === '.') return errno.success;
    if (name === '..') {
      const left = this.#entered.pop();
      left?.close();
      return left === undefined ? errno.notcapable : errno.success;
    }
    const entered = this.#directory.enter(name);
    if (typeof entered !== 'number') {
      this.#entered.push(entered);
      return errno.success;
    }
    if (entered !== errno.notdir) return entered;
    const target = this.#directory.readLink(name);
    return typeof target === 'string' ? this.#follow(target) : errno.notdir;
  }
}

function isName(component: string): boolean {
  return component !== '.' && component !== '..';
}
