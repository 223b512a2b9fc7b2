import { rmSync, statSync, writeFileSync } from 'node:fs';

/** Bytes: what deleting a database of the largest size that is kept writes, several times. */
const size = 1024 ** 2;

/** Room on the disk for the moment at which there is none: whatever deletes from a database has to write first. */
export interface DiskReserve {
  /** Runs what frees room; where the disk is full, once more with the room of the reserve. Throws what that throws. */
  free(task: () => void): void;
}

/** Keeps a reserve in a file beside a database, as soon as there is room for it. */
export function keepDiskReserve(path: string): DiskReserve {
  hold(path);
  return {
    free(task) {
      try {
        task();
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'SQLITE_FULL') throw error;
        rmSync(path, { force: true });
        task();
      } finally {
        hold(path);
      }
    },
  };
}

function hold(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.size === size) return;
  try {
    writeFileSync(path, new Uint8Array(size), { mode: 0o600 });
  } catch {
    // There is room for a part of it, or for none: it is tried again when some was freed.
    rmSync(path, { force: true });
  }
}
