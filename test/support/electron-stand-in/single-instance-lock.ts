import { mkdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What another process of the app was started with. */
export interface FurtherLaunch {
  readonly argv: string[];
  readonly folder: string;
  readonly data: unknown;
}

/**
 * Gives true in the first living process that asks for this folder, which hears of the others; they leave what they
 * were started with and get false.
 */
export function claimLock(
  folder: string,
  mine: FurtherLaunch,
  receive: (theirs: FurtherLaunch) => void,
): boolean {
  const lock = join(folder, 'SingletonLock');
  const letters = join(folder, 'SingletonLetters');
  mkdirSync(letters, { recursive: true });
  if (!writeLock(lock)) {
    const letter = join(letters, `${process.pid}`);
    writeFileSync(`${letter}.tmp`, JSON.stringify(mine));
    renameSync(`${letter}.tmp`, `${letter}.json`);
    return false;
  }
  const watcher = watch(letters, (_, name) => {
    if (!name?.endsWith('.json')) return;
    const file = join(letters, name);
    try {
      receive(JSON.parse(readFileSync(file, 'utf8')) as FurtherLaunch);
      rmSync(file);
    } catch {
      // heard of it twice, and read it the first time
    }
  });
  watcher.unref();
  process.on('exit', () => rmSync(lock, { force: true }));
  return true;
}

function writeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}
