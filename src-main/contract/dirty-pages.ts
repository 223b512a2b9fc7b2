/**
 * How a module that keeps account of its writes tells a worker which of its memory may have changed. It imports one
 * more memory, of one byte for each page of its own: 1 where something was written since the byte was last 0.
 */
export const dirtyPagesImport = { module: 'atelier', name: 'dirty_pages' } as const;

/** The logarithm of a page's size: small pages are put back sooner, large ones are found sooner. */
export const dirtyPageShift = 12;
export const dirtyPageBytes = 1 << dirtyPageShift;

/** A module that keeps account of its writes, made of an executable's own. */
export interface TrackedCode<Module> {
  readonly module: Module;
  /**
   * Pairs of an offset and by how much what follows it stands behind its place in the executable's own module: what
   * `codeShifts` are there, in a form that threads pass on at no cost.
   */
  readonly shifts: Int32Array;
}

/**
 * A mark also stands for that many bytes behind its page: so a store marks the page of its address alone, whatever
 * small offset it adds and however it straddles a boundary.
 */
export const dirtyReach = 256;
