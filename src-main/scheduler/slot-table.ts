/**
 * What a worker holds, by slot. An array and not a map: a map that entries come to and go from is copied again and
 * again, and each copy that grew old keeps what it held from the garbage collector's quick way.
 */
export class SlotTable<Item> implements Iterable<Item> {
  readonly #items: (Item | null)[];
  readonly #free: number[];

  constructor(slots: number) {
    this.#items = new Array<Item | null>(slots).fill(null);
    this.#free = Array.from({ length: slots }, (_, index) => slots - 1 - index);
  }

  /** How many items there are. */
  get size(): number {
    return this.#items.length - this.#free.length;
  }

  get isFull(): boolean {
    return this.#free.length === 0;
  }

  /** Puts an item into a free slot, and gives the slot. Only while the table is not full. */
  add(item: Item): number {
    const slot = this.#free.pop()!;
    this.#items[slot] = item;
    return slot;
  }

  get(slot: number): Item | null {
    return this.#items[slot] ?? null;
  }

  /** Frees a slot and what is in it. */
  release(slot: number): void {
    this.#items[slot] = null;
    this.#free.push(slot);
  }

  /** All items, in no order. */
  *[Symbol.iterator](): Iterator<Item> {
    for (const item of this.#items) if (item !== null) yield item;
  }
}
