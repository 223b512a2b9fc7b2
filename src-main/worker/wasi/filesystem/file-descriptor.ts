import {
  Descriptor,
  type FileStat,
  type FileTimes,
  type FileType,
  fdFlag,
  type Readiness,
} from '../descriptor.ts';
import { type Count, type Errno, errno } from '../errno.ts';
import type { OpenFile } from './directory.ts';

/** The largest position that a file can have here: integers are exact up to it. */
const positionLimit = BigInt(Number.MAX_SAFE_INTEGER);

/** An open file as a guest holds it: the file, a position of its own, and flags. */
export class FileDescriptor extends Descriptor {
  readonly #file: OpenFile;
  #position = 0;

  constructor(file: OpenFile, rights: bigint, flags: number) {
    super();
    this.#file = file;
    this.rightsBase = rights;
    this.flags = flags;
  }

  get fileType(): FileType {
    return this.#file.fileType;
  }

  override read(buffers: readonly Uint8Array[]): Count {
    const count = this.#file.read(buffers, this.#position);
    if (count > 0) this.#position += count;
    return count;
  }

  override write(buffers: readonly Uint8Array[]): Count {
    if ((this.flags & fdFlag.append) !== 0) {
      const stat = this.#file.stat();
      if (typeof stat === 'number') return -stat;
      this.#position = Number(stat.size);
    }
    const count = this.#writeAt(buffers, this.#position);
    if (count > 0) this.#position += count;
    return count;
  }

  override pread(buffers: readonly Uint8Array[], offset: bigint): Count {
    if (!this.#file.seekable) return -errno.spipe;
    if (offset < 0n || offset > positionLimit) return -errno.inval;
    return this.#file.read(buffers, Number(offset));
  }

  /** Writes where it is told to even when the file is open for appending, as POSIX has it. */
  override pwrite(buffers: readonly Uint8Array[], offset: bigint): Count {
    if (!this.#file.seekable) return -errno.spipe;
    if (offset < 0n) return -errno.inval;
    if (offset > positionLimit) return -errno.fbig;
    return this.#writeAt(buffers, Number(offset));
  }

  override seek(delta: bigint, from: 'start' | 'current' | 'end'): bigint | Errno {
    if (!this.#file.seekable) return errno.spipe;
    const origin = this.#origin(from);
    if (typeof origin === 'number') return origin;
    const position = origin + delta;
    if (position < 0n) return errno.inval;
    if (position > positionLimit) return errno.overflow;
    this.#position = Number(position);
    return position;
  }

  override stat(): FileStat | Errno {
    return this.#file.stat();
  }

  override setSize(size: bigint): Errno {
    if (size < 0n) return errno.inval;
    if (size > positionLimit) return errno.fbig;
    return this.#file.setSize(Number(size));
  }

  override setTimes(times: FileTimes): Errno {
    return this.#file.setTimes(times);
  }

  /** Makes sure that the file reaches to the end of the range; what it holds stays. */
  override allocate(offset: bigint, length: bigint): Errno {
    if (offset < 0n || length <= 0n) return errno.inval;
    if (!this.#file.seekable) return errno.spipe;
    const stat = this.#file.stat();
    if (typeof stat === 'number') return stat;
    return offset + length <= stat.size ? errno.success : this.setSize(offset + length);
  }

  /** Advice is checked and then not needed: neither memory nor Node has a use for it. */
  override advise(offset: bigint, length: bigint, advice: number): Errno {
    if (!this.#file.seekable) return errno.spipe;
    return offset < 0n || length < 0n || advice > 5 ? errno.inval : errno.success;
  }

  override sync(): Errno {
    return this.#file.sync();
  }

  override datasync(): Errno {
    return this.#file.datasync();
  }

  /** A file never waits; poll_oneoff says how much is left to read. */
  override readiness(event: Readiness): Count {
    if (event === 'write' || !this.#file.seekable) return 0;
    const stat = this.#file.stat();
    return typeof stat === 'number' ? -stat : Math.max(0, Number(stat.size) - this.#position);
  }

  override close(): Errno {
    return this.#file.close();
  }

  #writeAt(buffers: readonly Uint8Array[], position: number): Count {
    const count = this.#file.write(buffers, position);
    if (count <= 0 || (this.flags & (fdFlag.sync | fdFlag.dsync)) === 0) return count;
    const failure = (this.flags & fdFlag.sync) !== 0 ? this.#file.sync() : this.#file.datasync();
    return failure === errno.success ? count : -failure;
  }

  #origin(from: 'start' | 'current' | 'end'): bigint | Errno {
    if (from === 'start') return 0n;
    if (from === 'current') return BigInt(this.#position);
    const stat = this.#file.stat();
    return typeof stat === 'number' ? stat : stat.size;
  }
}
