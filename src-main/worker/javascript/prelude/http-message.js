import { Headers } from './headers.js';
import { decode } from './host.js';
import { concatenate, encodeText, joined } from './text.js';

const lineEnd = encodeText('\r\n');
const headEnd = encodeText('\r\n\r\n');
const bodiless = new Set([204, 304]);

/** Reads one HTTP/1.1 answer (RFC 9112) from a connection, its body to the end. */
export class AnswerReader {
  #connection;
  #buffer = new Uint8Array(0);
  #ended = false;

  constructor(connection) {
    this.#connection = connection;
  }

  /** Gives `{status, statusText, headers, body}`; answers of the kind 1xx are passed over. */
  async read(method) {
    for (;;) {
      const head = decode(await this.#until(headEnd), 0);
      const [statusLine, ...fields] = head.split('\r\n');
      const match = /^HTTP\/1\.[01] (\d{3}) ?(.*)$/.exec(statusLine);
      if (match === null)
        throw new TypeError(`the server does not speak HTTP/1.1: ${statusLine.slice(0, 80)}`);
      const status = Number(match[1]);
      if (status < 200) continue;
      const headers = readHeaders(fields);
      const body = method === 'HEAD' || bodiless.has(status) ? new Uint8Array(0) : await this.#body(headers);
      return { status, statusText: match[2], headers, body };
    }
  }

  /** RFC 9112, 6.3 */
  async #body(headers) {
    if (/\bchunked$/i.test(headers.get('transfer-encoding') ?? '')) return this.#chunks();
    const length = headers.get('content-length');
    if (length !== null) return this.#exactly(Number(length));
    while (await this.#fill());
    return this.#buffer;
  }

  async #chunks() {
    const chunks = [];
    for (;;) {
      const size = Number.parseInt(decode(await this.#until(lineEnd), 0), 16);
      if (Number.isNaN(size)) throw new TypeError('the server sent a chunk without a size');
      if (size === 0) break;
      chunks.push(await this.#exactly(size));
      await this.#exactly(lineEnd.length);
    }
    while ((await this.#until(lineEnd)).length > 0);
    return concatenate(chunks);
  }

  async #exactly(size) {
    while (this.#buffer.length < size) if (!(await this.#fill())) throw brokenOff();
    return this.#take(size);
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
    const taken = this.#buffer.slice(0, size);
    this.#buffer = this.#buffer.subarray(size);
    return taken;
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
  return new TypeError('the server closed the connection before its answer was complete');
}
