/** Keeps the last items that were added to it, so many of them; the place of the oldest is taken by the newest. */
export class LastItems<Item> {
  /** In no order. */
  readonly items: Item[] = [];
  readonly #limit: number;
  #next = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds an item, and gives the one that had to go for it. */
  add(item: Item): Item | undefined {
    const overtaken = this.items[this.#next];
    this.items[this.#next] = item;
    this.#next = (this.#next + 1) % this.#limit;
    return overtaken;
  }
}
