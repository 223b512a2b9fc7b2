import { constants, copyFileSync, existsSync } from 'node:fs';

/** SQLite's companions of a database file: commits that are not in it yet, and their index. */
const companions = ['', '-wal', '-shm'];

/**
 * Copies a database that nobody has open, with what SQLite keeps beside it, and gives the path of the copy.
 * An equal label names the same copy: an earlier one is written over.
 */
export function keepCopy(file: string, label: string): string {
  const copy = `${file}.${label}`;
  for (const companion of companions)
    if (existsSync(file + companion))
      copyFileSync(file + companion, copy + companion, constants.COPYFILE_FICLONE);
  return copy;
}
