/** What an entry costs beside its bytes: its node, its name and its place in the directory, roughly. */
export const entryBytes = 256;

/** How much one in-memory file system may hold, so that files can't be used to get round the memory limit. */
export class Space {
  readonly #limit: number;
  #used = 0;

  /** Takes the limit in bytes, over the files' bytes and {@link entryBytes} for each entry. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get free(): number {
    return this.#limit - this.#used;
  }

  /** Takes bytes where there are so many; says whether it did. */
  take(bytes: number): boolean {
    if (bytes > this.free) return false;
    this.#used += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#used -= bytes;
  }
}
