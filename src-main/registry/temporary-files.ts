import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Longer than any write takes: what nobody has written to for a day, nobody will finish. */
const abandonedAfter = 24 * 3_600_000;

/** A name in the folder that no other writer uses; it begins with the process that writes it. */
export function temporaryName(folder: string): string {
  return join(folder, `${process.pid}-${randomUUID()}`);
}

/** Removes a temporary file where it still is: the write that it was for has failed, or was not needed. */
export function discard(file: string): Promise<void> {
  return rm(file, { force: true });
}

/** Removes what processes that died in the middle of a write have left; the files of living ones stay. */
export function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!isRunning(Number.parseInt(name, 10)) || isOld(file)) rmSync(file, { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: somebody else's process, so there is one.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A process number can come back as another process, so a living one is not enough. */
function isOld(file: string): boolean {
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return written !== undefined && written < Date.now() - abandonedAfter;
}
