const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** https://fetch.spec.whatwg.org/#headers-class, without the guards that only a browser needs. */
export class Headers {
  /** Values by lower-case name. */
  #values = new Map();

  constructor(init = undefined) {
    if (init === undefined || init === null) return;
    const entries = typeof init[Symbol.iterator] === 'function' ? init : Object.entries(init);
    for (const [name, value] of entries) for (const one of [value].flat()) this.append(name, one);
  }

  append(name, value) {
    const key = normalName(name);
    const values = this.#values.get(key) ?? [];
    this.#values.set(key, [...values, normalValue(value)]);
  }

  set(name, value) {
    this.#values.set(normalName(name), [normalValue(value)]);
  }

  get(name) {
    return this.#values.get(normalName(name))?.join(', ') ?? null;
  }

  getSetCookie() {
    return this.#values.get('set-cookie') ?? [];
  }

  has(name) {
    return this.#values.has(normalName(name));
  }

  delete(name) {
    this.#values.delete(normalName(name));
  }

  forEach(callback, self = undefined) {
    for (const [name, value] of this) callback.call(self, value, name, this);
  }

  *entries() {
    for (const name of [...this.#values.keys()].sort()) {
      if (name === 'set-cookie') for (const value of this.getSetCookie()) yield [name, value];
      else yield [name, this.get(name)];
    }
  }

  *keys() {
    for (const [name] of this) yield name;
  }

  *values() {
    for (const [, value] of this) yield value;
  }

  [Symbol.iterator]() {
    return this.entries();
  }

  /** For a response's JSON: a list where a name occurs more than once. */
  toJSON() {
    return Object.fromEntries(
      Array.from(this.#values, ([name, values]) => [
        name,
        name === 'set-cookie' ? values : values.join(', '),
      ]),
    );
  }
}

function normalName(name) {
  const text = String(name);
  if (!token.test(text)) throw new TypeError(`${JSON.stringify(text)} is not a name that a header can have`);
  return text.toLowerCase();
}

function normalValue(value) {
  const text = String(value).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  if (/[\0\r\n]/.test(text))
    throw new TypeError(`${JSON.stringify(text)} is not a value that a header can have`);
  return text;
}

/**
 * The headers of a request: an object with the names as they were sent, in which a look-up finds any spelling.
 */
export function requestHeaders(headers) {
  return new Proxy(headers, headerLookup);
}

const headerLookup = {
  get(headers, name) {
    const known = headers[name];
    if (known !== undefined || typeof name !== 'string') return known;
    if (name === 'get') return (wanted) => headers[spelling(headers, String(wanted))] ?? null;
    if (name === 'has') return (wanted) => spelling(headers, String(wanted)) !== undefined;
    return headers[spelling(headers, name)];
  },
  has(headers, name) {
    return name in headers || (typeof name === 'string' && spelling(headers, name) !== undefined);
  },
};

function spelling(headers, name) {
  const wanted = name.toLowerCase();
  return Object.keys(headers).find((known) => known.toLowerCase() === wanted);
}
