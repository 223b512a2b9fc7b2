import { Headers } from './headers.js';
import { decode } from './host.js';
import { AnswerReader } from './http-message.js';
import { net } from './net.js';
import { bytesOf, encodeText, joined } from './text.js';
import { URL } from './url.js';

const redirects = new Set([301, 302, 303, 307, 308]);
/** As many as the fetch standard lets pass. */
const mostRedirects = 20;
const ports = { 'http:': 80, 'https:': 443 };

/** An answer whose body is there; https://fetch.spec.whatwg.org/#response-class without streams. */
export class Response {
  #body;
  #used = false;

  constructor(body = null, { status = 200, statusText = '', headers } = {}) {
    this.#body = body === null || body === undefined ? new Uint8Array(0) : bodyBytes(body);
    this.status = status;
    this.statusText = statusText;
    this.headers = new Headers(headers);
    this.url = '';
    this.redirected = false;
  }

  get ok() {
    return this.status >= 200 && this.status <= 299;
  }

  /** The bytes themselves, so that a response can be the answer of a trigger. */
  get body() {
    return this.#body;
  }

  get bodyUsed() {
    return this.#used;
  }

  async bytes() {
    if (this.#used) throw new TypeError('the body was read already');
    this.#used = true;
    return this.#body;
  }

  async arrayBuffer() {
    const { buffer, byteOffset, byteLength } = await this.bytes();
    return buffer.slice(byteOffset, byteOffset + byteLength);
  }

  async text() {
    return decode(await this.bytes(), 0);
  }

  async json() {
    return JSON.parse(await this.text());
  }
}

/** Sends a request over a connection of its own and follows redirects. Fails with a TypeError where there is no answer. */
export async function fetch(input, { method = 'GET', headers, body = null, redirect = 'follow' } = {}) {
  let request = {
    url: new URL(String(input)),
    method: String(method).toUpperCase(),
    headers: new Headers(headers),
    body: body === null || body === undefined ? null : bodyBytes(body),
  };
  for (let followed = 0; ; followed += 1) {
    const answer = await exchange(request);
    const location = redirects.has(answer.status) ? answer.headers.get('location') : null;
    if (location === null || redirect === 'manual') {
      const response = new Response(answer.body, answer);
      response.url = request.url.href;
      response.redirected = followed > 0;
      return response;
    }
    if (redirect === 'error')
      throw new TypeError(`${request.url} redirects, which this request does not allow`);
    if (followed === mostRedirects) throw new TypeError(`more than ${mostRedirects} redirects`);
    request = redirected(request, answer.status, location);
  }
}

async function exchange({ url, method, headers, body }) {
  if (!(url.protocol in ports)) throw new TypeError(`fetch knows http and https, and not ${url.protocol}`);
  const address = `${url.hostname}:${url.port || ports[url.protocol]}`;
  const kind = url.protocol === 'https:' ? net.WasiTlsConn : net.WasiTcpConn;
  const connection = await kind.connect(address).catch((cause) => {
    throw new TypeError(`no connection to ${cause.message}`, { cause });
  });
  try {
    await connection.write(requestBytes(url, method, headers, body));
    return await new AnswerReader(connection).read(method);
  } finally {
    connection.close();
  }
}

/** A request's head and body (RFC 9112, 3). No coding is offered, so that bodies arrive as they are. */
function requestBytes({ pathname, search, host }, method, headers, body) {
  const fields = new Headers([...headers]);
  fields.set('host', host);
  fields.set('connection', 'close');
  if (!fields.has('accept')) fields.set('accept', '*/*');
  if (!fields.has('user-agent')) fields.set('user-agent', 'atelier');
  if (body !== null || method === 'POST' || method === 'PUT')
    fields.set('content-length', `${body?.length ?? 0}`);
  const lines = [...fields].map(([name, value]) => `${name}: ${value}\r\n`);
  const head = encodeText(`${method} ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return body === null ? head : joined(head, body);
}

/** https://fetch.spec.whatwg.org/#http-redirect-fetch */
function redirected({ url, method, headers, body }, status, location) {
  const target = new URL(location, url.href);
  const kept = new Headers([...headers]);
  if (target.origin !== url.origin) for (const name of ['authorization', 'cookie']) kept.delete(name);
  const becomesGet =
    (status === 303 && method !== 'GET' && method !== 'HEAD') || (status < 303 && method === 'POST');
  if (!becomesGet) return { url: target, method, headers: kept, body };
  for (const name of ['content-type', 'content-length']) kept.delete(name);
  return { url: target, method: 'GET', headers: kept, body: null };
}

function bodyBytes(body) {
  return typeof body === 'string' ? encodeText(body) : bytesOf(body);
}
