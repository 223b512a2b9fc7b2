import { fileType } from '../../descriptor.ts';
import { type Count, type Errno, errno } from '../../errno.ts';
import type { OpenFile } from '../directory.ts';
import { MemoryNode } from './memory-node.ts';

/** A file in memory. It lives until its last name is gone and its last descriptor closed. */
export class MemoryFile extends MemoryNode implements OpenFile {
  readonly fileType = fileType.regularFile;
  readonly seekable = true;
  #bytes = new Uint8Array(0);
  #size = 0;
  #links = 0;
  #opened = 0;

  get size(): number {
    return this.#size;
  }

  get linkCount(): number {
    return this.#links;
  }

  /** One more descriptor holds it; each calls {@link close} once. */
  open(): OpenFile {
    this.#opened += 1;
    return this;
  }

  close(): Errno {
    this.#opened -= 1;
    this.#endIfUnreachable();
    return errno.success;
  }

  override linked(): void {
    this.#links += 1;
    this.changed();
  }

  override unlinked(): void {
    this.#links -= 1;
    this.changed();
    this.#endIfUnreachable();
  }

  read(buffers: readonly Uint8Array[], position: number): Count {
    let at = position;
    for (const buffer of buffers) {
      if (at >= this.#size) break;
      const chunk = this.#bytes.subarray(at, Math.min(this.#size, at + buffer.length));
      buffer.set(chunk);
      at += chunk.length;
    }
    return at - position;
  }

  /** Writes as much as there is space for; `enospc` only where that is nothing. */
  write(buffers: readonly Uint8Array[], position: number): Count {
    const wanted = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
    if (wanted === 0) return 0;
    const end = Math.min(position + wanted, this.#size + this.volume.space.free);
    if (end <= position || !this.#resize(Math.max(end, this.#size))) return -errno.nospc;
    let at = position;
    for (const buffer of buffers) {
      const chunk = buffer.subarray(0, end - at);
      this.#bytes.set(chunk, at);
      at += chunk.length;
      if (at === end) break;
    }
    this.modified();
    return at - position;
  }

  setSize(size: number): Errno {
    if (!this.#resize(size)) return errno.nospc;
    this.modified();
    return errno.success;
  }

  sync(): Errno {
    return errno.success;
  }

  datasync(): Errno {
    return errno.success;
  }

  /** Gives the file another size, new bytes being zero; says whether there was space. */
  #resize(size: number): boolean {
    const growth = size - this.#size;
    if (growth > 0) {
      if (!this.volume.space.take(growth)) return false;
      if (size > this.#bytes.length) this.#grow(size);
    } else {
      this.volume.space.giveBack(-growth);
      if (size < this.#bytes.length / 4) this.#bytes = this.#bytes.slice(0, size);
      else this.#bytes.fill(0, size, this.#size);
    }
    this.#size = size;
    return true;
  }

  /** Doubles, so that a file written piece by piece is not copied for each of them. */
  #grow(size: number): void {
    const grown = new Uint8Array(
      Math.max(size, Math.min(this.#bytes.length * 2, size + this.volume.space.free)),
    );
    grown.set(this.#bytes);
    this.#bytes = grown;
  }

  #endIfUnreachable(): void {
    if (this.#links > 0 || this.#opened > 0) return;
    this.volume.space.giveBack(this.#size);
    this.#size = 0;
    this.#bytes = new Uint8Array(0);
  }
}
