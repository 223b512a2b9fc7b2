import { fileType } from '../../descriptor.ts';
import { MemoryNode, type MemoryVolume } from './memory-node.ts';

/** A symbolic link in memory. */
export class MemoryLink extends MemoryNode {
  readonly fileType = fileType.symbolicLink;
  readonly target: string;
  #links = 0;

  constructor(volume: MemoryVolume, target: string) {
    super(volume);
    this.target = target;
  }

  get size(): number {
    return Buffer.byteLength(this.target);
  }

  get linkCount(): number {
    return this.#links;
  }

  override linked(): void {
    this.#links += 1;
    this.changed();
  }

  override unlinked(): void {
    this.#links -= 1;
    this.changed();
  }
}
