import { Headers } from './headers.js';
import { decode } from './host.js';
import { concatenate, encodeText, joined } from './text.js';

const lineEnd = encodeText('\r\n');
const headEnd = encodeText('\r\n\r\n');
const bodiless = new Set([204, 304]);
const withContentLength = new Set(['POST', 'PUT', 'PATCH']);

/** Bytes that an answer may have: a head beyond all reason, and as much as the platform lets through elsewhere. */
const limits = { head: 256 * 1024, body: 32 * 1024 * 1024 };

/** A request (RFC 9112, 3). No coding is offered, so that bodies arrive as they are. */
export function requestBytes({ url, method, headers, body }) {
  const fields = new Headers(headers);
  fields.set('host', url.host);
  fields.set('connection', 'close');
  if (!fields.has('accept')) fields.set('accept', '*/*');
  if (!fields.has('user-agent')) fields.set('user-agent', 'atelier');
  fields.delete('transfer-encoding');
  fields.delete('content-length');
  if (body.length > 0 || withContentLength.has(method)) fields.set('content-length', body.length);
  const lines = Array.from(fields, ([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('')}\r\n`;
  return joined(encodeText(head), body);
}

/** Reads one HTTP/1.1 answer (RFC 9112) from a connection, its body to the end. */
export class AnswerReader {
  #connection;
  /** What was read from the connection and belongs to nothing yet. */
  #buffer = new Uint8Array(0);
  #ended = false;
  #bodySize = 0;

  constructor(connection) {
    this.#connection = connection;
  }

  /** Gives `{status, statusText, headers, body}`; answers of the kind 1xx are passed over. */
  async read(method) {
    for (;;) {
      const [statusLine, ...fields] = decode(await this.#until(headEnd), 0).split('\r\n');
      const match = /^HTTP\/1\.[01] (\d{3}) ?(.*)$/.exec(statusLine);
      if (match === null)
        throw new TypeError(`The server does not speak HTTP/1.1: ${statusLine.slice(0, 80)}`);
      const status = Number(match[1]);
      if (status < 200) continue;
      const headers = readHeaders(fields);
      const body = method === 'HEAD' || bodiless.has(status) ? new Uint8Array(0) : await this.#body(headers);
      return { status, statusText: match[2], headers, body };
    }
  }

  /** RFC 9112, 6.3 */
  async #body(headers) {
    if (/\bchunked$/i.test(headers.get('transfer-encoding') ?? '')) return concatenate(await this.#chunks());
    const length = headers.get('content-length');
    if (length === null) return concatenate(await this.#rest());
    if (!/^\d+$/.test(length)) throw new TypeError(`The server sent a body of ${length} bytes`);
    return concatenate(await this.#exactly(Number(length)));
  }

  async #chunks() {
    const parts = [];
    for (;;) {
      const head = decode(await this.#until(lineEnd), 0);
      const digits = /^[0-9a-f]+/i.exec(head);
      if (digits === null) throw new TypeError('The server sent a chunk without a size');
      const size = Number.parseInt(digits[0], 16);
      if (size === 0) break;
      parts.push(...(await this.#exactly(size)));
      await this.#until(lineEnd);
    }
    while ((await this.#until(lineEnd)).length > 0);
    return parts;
  }

  /** The parts of what comes until the connection ends. */
  async #rest() {
    const parts = [];
    do {
      this.#count(this.#buffer.length);
      parts.push(this.#take(this.#buffer.length));
    } while (await this.#fill());
    return parts;
  }

  /** The parts of that many bytes as they arrive: joined one by one, they would be copied again and again. */
  async #exactly(size) {
    this.#count(size);
    const parts = [];
    for (let missing = size; missing > 0; missing -= parts.at(-1).length) {
      if (this.#buffer.length === 0 && !(await this.#fill())) throw brokenOff();
      parts.push(this.#take(Math.min(missing, this.#buffer.length)));
    }
    return parts;
  }

  /** What comes before the mark, which is passed over. */
  async #until(mark) {
    for (let from = 0; ; ) {
      const end = indexOf(this.#buffer, mark, from);
      if (end !== -1) {
        const before = this.#take(end);
        this.#take(mark.length);
        return before;
      }
      if (this.#buffer.length > limits.head)
        throw new TypeError(`The head of the answer has more than ${limits.head} bytes`);
      from = Math.max(0, this.#buffer.length - mark.length);
      if (!(await this.#fill())) throw brokenOff();
    }
  }

  async #fill() {
    if (this.#ended) return false;
    const chunk = await this.#connection.read();
    this.#ended = chunk.length === 0;
    this.#buffer = joined(this.#buffer, chunk);
    return !this.#ended;
  }

  #take(size) {
    const taken = this.#buffer.subarray(0, size);
    this.#buffer = this.#buffer.subarray(size);
    return taken;
  }

  #count(size) {
    this.#bodySize += size;
    if (this.#bodySize > limits.body)
      throw new TypeError(`The body of the answer has more than ${limits.body} bytes`);
  }
}

function readHeaders(fields) {
  const headers = new Headers();
  for (const field of fields) {
    const colon = field.indexOf(':');
    if (colon > 0) headers.append(field.slice(0, colon), field.slice(colon + 1));
  }
  return headers;
}

function indexOf(bytes, mark, from) {
  for (let at = bytes.indexOf(mark[0], from); at !== -1; at = bytes.indexOf(mark[0], at + 1))
    if (mark.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
}

function brokenOff() {
  return new TypeError('The server closed the connection before its answer was complete');
}
