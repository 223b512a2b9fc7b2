import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Deletes the copies that migrations kept of a database while its secrets were in the clear: those of before the version
 * of its schema that seals them.
 */
export function forgetClearCopies(file: string, firstSealedVersion: number): void {
  const copyName = /^\.version-(\d+)(?:-wal|-shm)?$/;
  for (const name of readdirSync(dirname(file))) {
    if (!name.startsWith(basename(file))) continue;
    const version = copyName.exec(name.slice(basename(file).length))?.[1];
    if (version !== undefined && Number(version) < firstSealedVersion) rmSync(join(dirname(file), name));
  }
}
