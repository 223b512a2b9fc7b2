import type { WasiAbi } from './abi.ts';
import type { FileStat, FileTimes } from './descriptor.ts';
import { type Errno, errno } from './errno.ts';
import type { GuestMemory } from './guest-memory.ts';
import { clock, readClock } from './time.ts';

/** `fstflags` of preview 1. */
const timeFlag = { access: 1, accessNow: 2, modification: 4, modificationNow: 8 } as const;
const allTimeFlags = 15;

/** Offsets in bytes that preview 0 and preview 1 share. */
const device = 0;
const inode = 8;
const type = 16;

/** Writes a `filestat` in the layout that the guest was built for. */
export function writeFileStat(
  memory: GuestMemory,
  { fileStat: layout }: WasiAbi,
  pointer: number,
  stat: FileStat,
): Errno {
  memory.slice(pointer, layout.bytes).fill(0);
  memory.writeU64(pointer + device, stat.device);
  memory.writeU64(pointer + inode, stat.inode);
  memory.writeU8(pointer + type, stat.fileType);
  if (layout.linkCountBytes === 4) memory.writeU32(pointer + layout.linkCount, Number(stat.linkCount));
  else memory.writeU64(pointer + layout.linkCount, stat.linkCount);
  memory.writeU64(pointer + layout.size, stat.size);
  memory.writeU64(pointer + layout.accessTime, stat.accessTime);
  memory.writeU64(pointer + layout.modificationTime, stat.modificationTime);
  memory.writeU64(pointer + layout.changeTime, stat.changeTime);
  return errno.success;
}

/** What a guest asks `…_filestat_set_times` for; `einval` where a time is both given and to be now. */
export function readFileTimes(access: bigint, modification: bigint, flags: number): FileTimes | Errno {
  const isSet = (flag: number) => (flags & flag) !== 0;
  if ((flags & ~allTimeFlags) !== 0) return errno.inval;
  if (isSet(timeFlag.access) && isSet(timeFlag.accessNow)) return errno.inval;
  if (isSet(timeFlag.modification) && isSet(timeFlag.modificationNow)) return errno.inval;
  const now = readClock(clock.realtime) ?? 0n;
  const time = (given: number, toNow: number, value: bigint) =>
    isSet(toNow) ? now : isSet(given) ? BigInt.asUintN(64, value) : null;
  return {
    access: time(timeFlag.access, timeFlag.accessNow, access),
    modification: time(timeFlag.modification, timeFlag.modificationNow, modification),
  };
}
