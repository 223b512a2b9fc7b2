/**
 * The form in which plain data and bytes cross between Node and a page, as JSON. Both functions are also sent to pages
 * as their own text, so they use nothing from around them. What Electron could carry and this can't, throws.
 */
export function toWire(value: unknown): unknown {
  const isBytes = value instanceof ArrayBuffer || value instanceof Uint8Array;
  if (isBytes) {
    const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return { type: value instanceof ArrayBuffer ? 'buffer' : 'bytes', base64: btoa(text) };
  }
  if (Array.isArray(value)) return { type: 'array', items: value.map(toWire) };
  if (value === undefined) return { type: 'undefined' };
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
      throw new Error(`DataCloneError: ${String(value)} could not be cloned`);
    return { type: 'value', value };
  }
  if (Object.getPrototypeOf(value) !== Object.prototype)
    throw new Error(
      `The stand-in carries plain data and bytes, and not ${Object.prototype.toString.call(value)}`,
    );
  return { type: 'object', entries: Object.entries(value).map(([key, item]) => [key, toWire(item)]) };
}

/** Gives back what {@link toWire} was given. */
export function fromWire(wire: unknown): unknown {
  const { type, value, base64, items, entries } = wire as {
    type: string;
    value?: unknown;
    base64: string;
    items: unknown[];
    entries: [string, unknown][];
  };
  if (type === 'value') return value;
  if (type === 'undefined') return undefined;
  if (type === 'array') return items.map(fromWire);
  if (type === 'object') return Object.fromEntries(entries.map(([key, item]) => [key, fromWire(item)]));
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return type === 'buffer' ? bytes.buffer : bytes;
}
