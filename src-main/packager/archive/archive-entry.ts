/** A member of an archive, under the name that the archive gives it. */
export interface ArchiveEntry {
  readonly name: string;
  /** `other` is everything that can't be part of a source: links, devices, pipes. */
  readonly kind: 'file' | 'folder' | 'other';
  /** Empty for what is no file. */
  readonly bytes: Uint8Array;
}
