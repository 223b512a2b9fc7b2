import type { Span } from './wasm-module.ts';

/** A part of a module that is being written: bytes of its own, or a part of the module that it is made of. */
export type Piece = Uint8Array | Span;

/** From this offset of the new module on, what was copied stands that many bytes behind where it stood before. */
export type Shift = readonly [offset: number, by: number];

/** Bytes in those pieces. */
export function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + pieceLength(piece), 0);
}

/** Writes a module in pieces of another one, and says where what lay inside of `followed` has gone to. */
export function joinPieces(
  bytes: Uint8Array,
  pieces: readonly Piece[],
  followed: Span,
): { bytes: Uint8Array; shifts: Shift[] } {
  const whole = new Uint8Array(lengthOf(pieces));
  const shifts: Shift[] = [];
  let offset = 0;
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) whole.set(piece, offset);
    else {
      whole.set(bytes.subarray(piece.start, piece.end), offset);
      const by = offset - piece.start;
      const isInside = piece.start < followed.end && piece.end > followed.start;
      if (isInside && shifts.at(-1)?.[1] !== by) shifts.push([offset, by]);
    }
    offset += pieceLength(piece);
  }
  return { bytes: whole, shifts };
}

function pieceLength(piece: Piece): number {
  return piece instanceof Uint8Array ? piece.length : piece.end - piece.start;
}
