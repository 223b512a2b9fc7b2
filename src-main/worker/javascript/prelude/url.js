import { changeUrl, parseUrl } from './host.js';
import { reread, URLSearchParams } from './url-search-params.js';

/** https://url.spec.whatwg.org/#url-class; parsing is the host's. */
export class URL {
  #components;
  #searchParams = null;

  constructor(url, base = undefined) {
    const components = parse(url, base);
    if (components === null) throw new TypeError(`Invalid URL: ${url}`);
    this.#components = components;
  }

  static canParse(url, base = undefined) {
    return parse(url, base) !== null;
  }

  static parse(url, base = undefined) {
    return URL.canParse(url, base) ? new URL(url, base) : null;
  }

  get origin() {
    return this.#components.origin;
  }

  get searchParams() {
    this.#searchParams ??= new URLSearchParams(this.search, (search) => this.#change('search', search));
    return this.#searchParams;
  }

  toString() {
    return this.href;
  }

  toJSON() {
    return this.href;
  }

  static {
    for (const name of [
      'href',
      'protocol',
      'username',
      'password',
      'host',
      'hostname',
      'port',
      'pathname',
      'search',
      'hash',
    ])
      Object.defineProperty(URL.prototype, name, {
        configurable: true,
        enumerable: true,
        get() {
          return this.#components[name];
        },
        set(value) {
          this.#change(name, String(value));
          const isQuery = name === 'href' || name === 'search';
          if (isQuery && this.#searchParams !== null) reread(this.#searchParams, this.search);
        },
      });
  }

  #change(name, value) {
    const components = changeUrl(this.#components.href, name, value);
    if (components === undefined) throw new TypeError(`Invalid URL: ${value}`);
    this.#components = JSON.parse(components);
  }
}

function parse(url, base) {
  const components = parseUrl(String(url), base === undefined ? undefined : String(base));
  return components === undefined ? null : JSON.parse(components);
}
