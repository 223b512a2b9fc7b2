import type { WasiAbi } from './abi.ts';
import type { WasiContext } from './context.ts';
import { type Descriptor, fdFlag, right } from './descriptor.ts';
import { packDirectoryEntries } from './directory-entries.ts';
import { type Errno, errno } from './errno.ts';
import { readFileTimes, writeFileStat } from './file-stat.ts';
import { heldDescriptor } from './held-descriptor.ts';
import type { HostcallFamily, HostFunctions } from './hostcall.ts';
import { finishTransfer, readIovecs } from './iovecs.ts';

const allFlags = Object.values(fdFlag).reduce((flags: number, flag) => flags | flag, 0);

/** Layout of `fdstat` in bytes. */
const fdstat = { fileType: 0, flags: 2, rightsBase: 8, rightsInheriting: 16, bytes: 24 } as const;

/** Layout of `prestat` in bytes, and the one tag that preview 1 gives a meaning. */
const prestat = { tag: 0, nameLength: 4, bytes: 8, directoryTag: 0, otherTag: 0xff } as const;

/** `fd_*` */
export const descriptorCalls: HostcallFamily = (context, abi) => ({
  ...transferCalls(context, abi),
  ...statusCalls(context, abi),
  ...tableCalls(context),
  ...preopenCalls(context),
});

/** Data in and out, the position, and the listing of a directory. */
function transferCalls(context: WasiContext, abi: WasiAbi): HostFunctions {
  const { memory } = context;
  return {
    fd_read(fd: number, iovecs: number, count: number, countPointer: number) {
      const descriptor = heldDescriptor(context, fd, right.fdRead);
      if (typeof descriptor === 'number') return descriptor;
      return finishTransfer(memory, descriptor.read(readIovecs(memory, iovecs, count)), countPointer);
    },
    fd_write(fd: number, iovecs: number, count: number, countPointer: number) {
      const descriptor = heldDescriptor(context, fd, right.fdWrite);
      if (typeof descriptor === 'number') return descriptor;
      return finishTransfer(memory, descriptor.write(readIovecs(memory, iovecs, count)), countPointer);
    },
    fd_pread(fd: number, iovecs: number, count: number, offset: bigint, countPointer: number) {
      const descriptor = heldDescriptor(context, fd, right.fdRead | right.fdSeek);
      if (typeof descriptor === 'number') return descriptor;
      const buffers = readIovecs(memory, iovecs, count);
      return finishTransfer(memory, descriptor.pread(buffers, offset), countPointer);
    },
    fd_pwrite(fd: number, iovecs: number, count: number, offset: bigint, countPointer: number) {
      const descriptor = heldDescriptor(context, fd, right.fdWrite | right.fdSeek);
      if (typeof descriptor === 'number') return descriptor;
      const buffers = readIovecs(memory, iovecs, count);
      return finishTransfer(memory, descriptor.pwrite(buffers, offset), countPointer);
    },
    fd_seek(fd: number, delta: bigint, whence: number, positionPointer: number) {
      const from = abi.whence[whence];
      if (from === undefined) return errno.inval;
      const onlyTells = delta === 0n && from === 'current';
      const descriptor = heldDescriptor(context, fd, onlyTells ? right.fdTell : right.fdSeek);
      if (typeof descriptor === 'number') return descriptor;
      return writePosition(context, descriptor.seek(delta, from), positionPointer);
    },
    fd_tell(fd: number, positionPointer: number) {
      const descriptor = heldDescriptor(context, fd, right.fdTell);
      if (typeof descriptor === 'number') return descriptor;
      return writePosition(context, descriptor.tell(), positionPointer);
    },
    fd_readdir(fd: number, pointer: number, size: number, cookie: bigint, usedPointer: number) {
      const descriptor = heldDescriptor(context, fd, right.fdReaddir);
      if (typeof descriptor === 'number') return descriptor;
      const entries = descriptor.readDirectory(BigInt.asUintN(64, cookie));
      if (typeof entries === 'number') return entries;
      memory.writeU32(usedPointer, packDirectoryEntries(memory.slice(pointer, size), entries));
      return errno.success;
    },
  };
}

/** What is known and can be set of an open descriptor. */
function statusCalls(context: WasiContext, abi: WasiAbi): HostFunctions {
  const { memory } = context;
  return {
    fd_fdstat_get(fd: number, pointer: number) {
      const descriptor = heldDescriptor(context, fd, 0n);
      if (typeof descriptor === 'number') return descriptor;
      memory.slice(pointer, fdstat.bytes).fill(0);
      memory.writeU8(pointer + fdstat.fileType, descriptor.fileType);
      memory.writeU16(pointer + fdstat.flags, descriptor.flags);
      memory.writeU64(pointer + fdstat.rightsBase, descriptor.rightsBase);
      memory.writeU64(pointer + fdstat.rightsInheriting, descriptor.rightsInheriting);
      return errno.success;
    },
    fd_fdstat_set_flags(fd: number, flags: number) {
      if ((flags & ~allFlags) !== 0) return errno.inval;
      return onDescriptor(context, fd, right.fdFdstatSetFlags, (descriptor) => descriptor.setFlags(flags));
    },
    fd_fdstat_set_rights(fd: number, base: bigint, inheriting: bigint) {
      return onDescriptor(context, fd, 0n, (descriptor) => restrictRights(descriptor, base, inheriting));
    },
    fd_filestat_get(fd: number, pointer: number) {
      return onDescriptor(context, fd, right.fdFilestatGet, (descriptor) => {
        const stat = descriptor.stat();
        return typeof stat === 'number' ? stat : writeFileStat(memory, abi, pointer, stat);
      });
    },
    fd_filestat_set_size(fd: number, size: bigint) {
      return onDescriptor(context, fd, right.fdFilestatSetSize, (descriptor) => descriptor.setSize(size));
    },
    fd_filestat_set_times(fd: number, access: bigint, modification: bigint, flags: number) {
      return onDescriptor(context, fd, right.fdFilestatSetTimes, (descriptor) => {
        const times = readFileTimes(access, modification, flags);
        return typeof times === 'number' ? times : descriptor.setTimes(times);
      });
    },
    fd_allocate: (fd: number, offset: bigint, length: bigint) =>
      onDescriptor(context, fd, right.fdAllocate, (descriptor) => descriptor.allocate(offset, length)),
    fd_advise: (fd: number, offset: bigint, length: bigint, advice: number) =>
      onDescriptor(context, fd, right.fdAdvise, (descriptor) => descriptor.advise(offset, length, advice)),
    fd_sync: (fd: number) => onDescriptor(context, fd, right.fdSync, (descriptor) => descriptor.sync()),
    fd_datasync: (fd: number) =>
      onDescriptor(context, fd, right.fdDatasync, (descriptor) => descriptor.datasync()),
  };
}

/** The numbers themselves. */
function tableCalls(context: WasiContext): HostFunctions {
  return {
    fd_close: (fd: number) => context.session.descriptors.close(fd),
    fd_renumber: (from: number, to: number) => context.session.descriptors.renumber(from, to),
  };
}

/** What a guest finds open when it starts. */
function preopenCalls(context: WasiContext): HostFunctions {
  const { memory } = context;
  return {
    fd_prestat_get(fd: number, pointer: number) {
      const preopen = context.session.descriptors.get(fd)?.prestat ?? null;
      if (preopen === null) return errno.badf;
      const isDirectory = preopen.kind === 'directory';
      memory.slice(pointer, prestat.bytes).fill(0);
      memory.writeU8(pointer + prestat.tag, isDirectory ? prestat.directoryTag : prestat.otherTag);
      memory.writeU32(pointer + prestat.nameLength, Buffer.byteLength(preopen.name));
      return errno.success;
    },
    fd_prestat_dir_name(fd: number, pointer: number, size: number) {
      const preopen = context.session.descriptors.get(fd)?.prestat ?? null;
      if (preopen === null) return errno.badf;
      const name = Buffer.from(preopen.name);
      if (name.length > size) return errno.nametoolong;
      memory.slice(pointer, name.length).set(name);
      return errno.success;
    },
  };
}

function onDescriptor(
  context: WasiContext,
  fd: number,
  rights: bigint,
  use: (descriptor: Descriptor) => Errno,
): Errno {
  const descriptor = heldDescriptor(context, fd, rights);
  return typeof descriptor === 'number' ? descriptor : use(descriptor);
}

/** Rights can be given up and never won back. */
function restrictRights(descriptor: Descriptor, base: bigint, inheriting: bigint): Errno {
  const added = (base & ~descriptor.rightsBase) | (inheriting & ~descriptor.rightsInheriting);
  if (added !== 0n) return errno.notcapable;
  descriptor.rightsBase = base;
  descriptor.rightsInheriting = inheriting;
  return errno.success;
}

/** An errno is a number and a position a bigint. */
function writePosition({ memory }: WasiContext, position: bigint | Errno, pointer: number): Errno {
  if (typeof position === 'number') return position;
  memory.writeU64(pointer, position);
  return errno.success;
}
