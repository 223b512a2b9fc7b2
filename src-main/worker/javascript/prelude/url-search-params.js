import { decode } from './host.js';
import { encodeText } from './text.js';

/** Gives a list the pairs of another query; for the URL that it belongs to. */
export let reread;

/** https://url.spec.whatwg.org/#interface-urlsearchparams */
export class URLSearchParams {
  #pairs = [];
  /** Told when the list changes, by the URL that it belongs to. */
  #changed;

  constructor(init = '', changed = () => {}) {
    this.#pairs = pairsOf(init);
    this.#changed = changed;
  }

  static {
    reread = (list, search) => {
      list.#pairs = pairsOf(search);
    };
  }

  get size() {
    return this.#pairs.length;
  }

  append(name, value) {
    this.#replace([...this.#pairs, [String(name), String(value)]]);
  }

  delete(name, value = undefined) {
    this.#replace(this.#pairs.filter((pair) => !matches(pair, name, value)));
  }

  get(name) {
    return this.#pairs.find((pair) => matches(pair, name))?.[1] ?? null;
  }

  getAll(name) {
    return this.#pairs.filter((pair) => matches(pair, name)).map(([, value]) => value);
  }

  has(name, value = undefined) {
    return this.#pairs.some((pair) => matches(pair, name, value));
  }

  set(name, value) {
    const first = this.#pairs.findIndex((pair) => matches(pair, name));
    if (first === -1) return this.append(name, value);
    const others = this.#pairs.filter((pair, index) => index === first || !matches(pair, name));
    this.#replace(others.map((pair) => (matches(pair, name) ? [pair[0], String(value)] : pair)));
  }

  sort() {
    this.#replace(this.#pairs.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)));
  }

  forEach(callback, self = undefined) {
    for (const [name, value] of this) callback.call(self, value, name, this);
  }

  *entries() {
    for (const [name, value] of this.#pairs) yield [name, value];
  }

  *keys() {
    for (const [name] of this.#pairs) yield name;
  }

  *values() {
    for (const [, value] of this.#pairs) yield value;
  }

  [Symbol.iterator]() {
    return this.entries();
  }

  toString() {
    return this.#pairs.map((pair) => pair.map(encodeComponent).join('=')).join('&');
  }

  #replace(pairs) {
    this.#pairs = pairs;
    this.#changed(this.toString());
  }
}

function matches([name, value], wantedName, wantedValue = undefined) {
  return name === String(wantedName) && (wantedValue === undefined || value === String(wantedValue));
}

function pairsOf(init) {
  if (typeof init !== 'object' || init === null) return parse(String(init).replace(/^\?/, ''));
  const entries = typeof init[Symbol.iterator] === 'function' ? init : Object.entries(init);
  return Array.from(entries, (entry) => {
    const pair = [...entry].map(String);
    if (pair.length !== 2)
      throw new TypeError(`A parameter has a name and a value, and not ${pair.length} parts`);
    return pair;
  });
}

/** https://url.spec.whatwg.org/#urlencoded-parsing */
function parse(text) {
  return text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      const [name, value] = equals === -1 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
      return [decodeComponent(name), decodeComponent(value)];
    });
}

function decodeComponent(text) {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  const bytes = [];
  const encoded = encodeText(spaced);
  for (let index = 0; index < encoded.length; index += 1) {
    const hex = encoded[index] === 0x25 ? hexAt(encoded, index + 1) : undefined;
    bytes.push(hex ?? encoded[index]);
    if (hex !== undefined) index += 2;
  }
  return decode(Uint8Array.from(bytes), 0);
}

function hexAt(bytes, index) {
  const digits = String.fromCharCode(bytes[index] ?? 0, bytes[index + 1] ?? 0);
  return /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

/** https://url.spec.whatwg.org/#urlencoded-serializing */
function encodeComponent(text) {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
