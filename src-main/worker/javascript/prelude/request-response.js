import { Headers } from './headers.js';
import { decode } from './host.js';
import { bytesOf, encodeText } from './text.js';
import { URL } from './url.js';
import { URLSearchParams } from './url-search-params.js';

/** https://fetch.spec.whatwg.org/#body-mixin without streams: the body is there, and is given out once. */
class Message {
  #body;
  #used = false;

  constructor(body, headers) {
    this.headers = new Headers(headers);
    this.#body = bodyBytes(body);
    const type = contentType(body);
    if (type !== null && !this.headers.has('content-type')) this.headers.set('content-type', type);
  }

  /** The bytes themselves, so that a response can be the answer of a trigger. */
  get body() {
    return this.#body;
  }

  get bodyUsed() {
    return this.#used;
  }

  async bytes() {
    refuseUsed(this);
    this.#used = true;
    return this.#body;
  }

  async arrayBuffer() {
    const { buffer, byteOffset, byteLength } = await this.bytes();
    return buffer.slice(byteOffset, byteOffset + byteLength);
  }

  async text() {
    return decode(await this.bytes(), 0).replace(/^\ufeff/, '');
  }

  async json() {
    return JSON.parse(await this.text());
  }
}

/**
 * https://fetch.spec.whatwg.org/#request-class, as far as it matters outside of a browser. Its body is kept, so that it
 * can be sent more than once.
 */
export class Request extends Message {
  /** Takes a URL or another request, and what is different from it. */
  constructor(input, init = {}) {
    const model = input instanceof Request ? input : {};
    super(init.body ?? model.body, init.headers ?? model.headers);
    this.method = methodName(init.method ?? model.method ?? 'GET');
    this.url = model.url ?? targetOf(input);
    this.redirect = init.redirect ?? model.redirect ?? 'follow';
    this.signal = init.signal ?? model.signal ?? null;
    if (this.body.length > 0 && (this.method === 'GET' || this.method === 'HEAD'))
      throw new TypeError(`A ${this.method} request has no body`);
  }

  clone() {
    refuseUsed(this);
    return new Request(this);
  }
}

/** https://fetch.spec.whatwg.org/#response-class, likewise. */
export class Response extends Message {
  url = '';
  redirected = false;

  constructor(body = null, { status = 200, statusText = '', headers } = {}) {
    super(body, headers);
    this.status = status;
    this.statusText = statusText;
  }

  static json(value, init = {}) {
    const headers = new Headers(init.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return new Response(JSON.stringify(value), { ...init, headers });
  }

  get ok() {
    return this.status >= 200 && this.status <= 299;
  }

  clone() {
    refuseUsed(this);
    const { url, redirected } = this;
    return Object.assign(new Response(this.body, this), { url, redirected });
  }
}

function refuseUsed({ bodyUsed }) {
  if (bodyUsed) throw new TypeError('The body was read already');
}

function targetOf(input) {
  const url = new URL(String(input));
  if (url.username !== '' || url.password !== '')
    throw new TypeError('A URL with a name and password in it is not fetched; send an Authorization header');
  return url.href;
}

function methodName(method) {
  if (!/^[A-Za-z-]+$/.test(method)) throw new TypeError(`${JSON.stringify(method)} is no method`);
  return method.toUpperCase();
}

function bodyBytes(body) {
  if (body === null || body === undefined) return new Uint8Array(0);
  if (typeof body === 'string') return encodeText(body);
  return body instanceof URLSearchParams ? encodeText(body.toString()) : bytesOf(body);
}

/** https://fetch.spec.whatwg.org/#concept-bodyinit-extract */
function contentType(body) {
  if (typeof body === 'string') return 'text/plain;charset=UTF-8';
  return body instanceof URLSearchParams ? 'application/x-www-form-urlencoded;charset=UTF-8' : null;
}
