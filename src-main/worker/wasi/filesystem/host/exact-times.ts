import type { FileStat, FileTimes } from '../../descriptor.ts';

/** What a guest asked for, and what the operating system then kept of it; nanoseconds since the epoch. */
interface SetTimes {
  readonly asked: { readonly access: bigint; readonly modification: bigint };
  readonly kept: { readonly access: bigint; readonly modification: bigint };
}

/**
 * Node sets file times in seconds as a double, which is a quarter of a microsecond today. A guest that set a time in
 * nanoseconds gets it back to the nanosecond all the same, as long as nobody else has touched the file since.
 */
export class ExactTimes {
  readonly #files = new Map<string, SetTimes>();

  /** The same stat with the times that were asked for where the kept ones are still there. */
  restore(stat: FileStat): FileStat {
    const set = this.#files.size === 0 ? undefined : this.#files.get(keyOf(stat));
    if (set === undefined) return stat;
    const { asked, kept } = set;
    return {
      ...stat,
      accessTime: stat.accessTime === kept.access ? asked.access : stat.accessTime,
      modificationTime:
        stat.modificationTime === kept.modification ? asked.modification : stat.modificationTime,
    };
  }

  /**
   * Sets times through `apply`, which takes both in seconds. `stat` reads what the operating system has, before and
   * after; throws what either throws.
   */
  set(times: FileTimes, stat: () => FileStat, apply: (access: number, modification: number) => void): void {
    const before = this.restore(stat());
    const asked = {
      access: times.access ?? before.accessTime,
      modification: times.modification ?? before.modificationTime,
    };
    apply(seconds(asked.access), seconds(asked.modification));
    const after = stat();
    const kept = { access: after.accessTime, modification: after.modificationTime };
    this.#files.set(keyOf(after), { asked, kept });
  }
}

function keyOf({ device, inode }: FileStat): string {
  return `${device}:${inode}`;
}

function seconds(nanoseconds: bigint): number {
  return Number(nanoseconds) / 1e9;
}
