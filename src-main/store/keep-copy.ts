import { constants, copyFileSync, rmSync, statSync } from 'node:fs';

/**
 * Copies a database that nobody has open, with the changes that SQLite keeps beside it, and gives the path of the
 * copy. An equal label names the same copy: an earlier one is written over.
 */
export function keepCopy(file: string, label: string): string {
  const copy = `${file}.${label}`;
  for (const suffix of ['', '-wal', '-shm']) {
    // A log that stayed from an earlier copy would be taken for this one's.
    rmSync(copy + suffix, { force: true });
    if (sizeOf(file + suffix) > 0) copyFileSync(file + suffix, copy + suffix, constants.COPYFILE_FICLONE);
  }
  return copy;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
