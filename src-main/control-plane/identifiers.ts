import { randomUUID } from 'node:crypto';

/** The kinds of thing that have an identifier of their own; the prefix is part of the wire. */
type IdentifierKind = 'function' | 'deployment' | 'release' | 'user' | 'orga' | 'upload' | 'undo';

/** A new identifier, for example `function_5f0c…`: the kind, an underscore and a random UUID. */
export function createIdentifier(kind: IdentifierKind): string {
  return `${kind}_${randomUUID()}`;
}
