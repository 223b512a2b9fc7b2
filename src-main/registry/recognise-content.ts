import type { Release } from '../contract/release.ts';

/** What a kind of file begins with, or holds at an offset. */
const signatures: readonly {
  readonly at: number;
  readonly bytes: string;
  readonly content: Release['content'];
}[] = [
  // WebAssembly core specification 5.5.16: the magic of a module, and of a component as well.
  { at: 0, bytes: '\0asm', content: 'wasm' },
  // RFC 1952, 2.3.1
  { at: 0, bytes: '\x1f\x8b', content: 'archive' },
  // APPNOTE 4.3.7; an empty zip is nothing but its end, 4.3.16.
  { at: 0, bytes: 'PK\x03\x04', content: 'archive' },
  { at: 0, bytes: 'PK\x05\x06', content: 'archive' },
  // Archives that nobody here unpacks: 7-Zip, xz, bzip2, Zstandard (RFC 8878, 3.1.1) and RAR. They are no source.
  { at: 0, bytes: '7z\xbc\xaf\x27\x1c', content: 'archive' },
  { at: 0, bytes: '\xfd7zXZ\0', content: 'archive' },
  { at: 4, bytes: '1AY&SY', content: 'archive' },
  { at: 0, bytes: '\x28\xb5\x2f\xfd', content: 'archive' },
  { at: 0, bytes: 'Rar!\x1a\x07', content: 'archive' },
  // POSIX.1 ustar: the magic of a tar header.
  { at: 257, bytes: 'ustar', content: 'archive' },
];

/** How many of the first bytes {@link recogniseContent} looks at. */
export const recognisedBytes = 262;

/** Tells what an upload is by its first bytes, since its Content-Type says nothing: whatever is neither wasm nor an archive is source. */
export function recogniseContent(firstBytes: Uint8Array): Release['content'] {
  const text = Buffer.from(firstBytes.subarray(0, recognisedBytes)).toString('latin1');
  return signatures.find(({ at, bytes }) => text.startsWith(bytes, at))?.content ?? 'source';
}
