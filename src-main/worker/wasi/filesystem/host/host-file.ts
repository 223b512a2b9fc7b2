import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  futimesSync,
  readvSync,
  writevSync,
} from 'node:fs';
import { type FileStat, type FileTimes, type FileType, fileType } from '../../descriptor.ts';
import type { Count, Errno } from '../../errno.ts';
import type { OpenFile } from '../directory.ts';
import { attempt, attemptOnly, errnoOfError } from './attempt.ts';
import type { ExactTimes } from './exact-times.ts';
import { hostStat } from './host-stat.ts';

/** A file of the host, by its open descriptor. Nothing of it is kept here: every transfer goes to the host. */
export class HostFile implements OpenFile {
  readonly fileType: FileType;
  readonly seekable: boolean;
  readonly #fd: number;
  readonly #times: ExactTimes;

  /** Takes over an open descriptor of the host. Throws what `fstat` throws. */
  constructor(fd: number, times: ExactTimes) {
    this.#fd = fd;
    this.#times = times;
    this.fileType = this.#hostStat().fileType;
    this.seekable = this.fileType === fileType.regularFile || this.fileType === fileType.blockDevice;
  }

  read(buffers: readonly Uint8Array[], position: number): Count {
    return this.#transfer(readvSync, buffers, position);
  }

  write(buffers: readonly Uint8Array[], position: number): Count {
    return this.#transfer(writevSync, buffers, position);
  }

  stat(): FileStat | Errno {
    return attempt(() => this.#times.restore(this.#hostStat()));
  }

  setSize(size: number): Errno {
    return attemptOnly(() => ftruncateSync(this.#fd, size));
  }

  setTimes(times: FileTimes): Errno {
    return attemptOnly(() =>
      this.#times.set(
        times,
        () => this.#hostStat(),
        (access, modification) => futimesSync(this.#fd, access, modification),
      ),
    );
  }

  sync(): Errno {
    return attemptOnly(() => fsyncSync(this.#fd));
  }

  datasync(): Errno {
    return attemptOnly(() => fdatasyncSync(this.#fd));
  }

  close(): Errno {
    return attemptOnly(() => closeSync(this.#fd));
  }

  #hostStat(): FileStat {
    return hostStat(fstatSync(this.#fd, { bigint: true }));
  }

  #transfer(transfer: typeof readvSync, buffers: readonly Uint8Array[], position: number): Count {
    if (buffers.length === 0) return 0;
    try {
      return this.seekable ? transfer(this.#fd, buffers, position) : transfer(this.#fd, buffers);
    } catch (error) {
      return -errnoOfError(error);
    }
  }
}
