import { requestHeaders } from './headers.js';
import { write } from './host.js';
import { bytesOf, encodeText, isBytes } from './text.js';

/** The functions of the user's script that answer triggers. */
const handlers = { trigger_http: undefined, trigger_pulsar: undefined, main: undefined };

/** Takes them from a script's declarations and exports; `export default` can be `main`, or an object of them. */
export function define(declared, exported) {
  const { default: fallback } = exported;
  for (const name of Object.keys(handlers)) {
    const found = [exported, Object(fallback), declared, globalThis].map((place) => place[name]);
    handlers[name] = found.find((handler) => typeof handler === 'function');
  }
  if (typeof fallback === 'function') handlers.main ??= fallback;
}

/** What came in: as it was sent, and its bytes, which are made of the text where that says it all. */
class Incoming {
  #text;
  #bytes;

  constructor(head, text, bytes) {
    Object.assign(this, JSON.parse(head));
    this.#text = text;
    this.#bytes = bytes;
  }

  /** The body or payload as a `Uint8Array`. */
  get bytes() {
    this.#bytes ??= encodeText(this.#text);
    return this.#bytes;
  }
}

/** Std: runs `main` where the script has one, and writes what it gives to stdout. */
export function standard() {
  if (handlers.main === undefined) return;
  return eventually(handlers.main(), (result) => {
    if (isBytes(result)) write(1, bytesOf(result));
    else if (typeof result === 'string') write(1, result);
  });
}

/** The HTTP trigger. Gives the head of the response as JSON, and its body as text or bytes; or a promise of them. */
export function http(head, text, bytes) {
  const { trigger_http } = handlers;
  if (trigger_http === undefined)
    throw missing('trigger_http(request)', 'return { status: 200, body: "Hello" };');
  const request = new Incoming(head, text, bytes);
  request.headers = requestHeaders(request.headers);
  request.body = text;
  return eventually(trigger_http(request), answer);
}

/** The Pulsar trigger: returning acknowledges, throwing does not. */
export function pulsar(head, text, bytes) {
  const { trigger_pulsar } = handlers;
  if (trigger_pulsar === undefined) throw missing('trigger_pulsar(message)', 'console.log(message.payload);');
  const message = new Incoming(head, text, bytes);
  message.payload = text;
  return trigger_pulsar(message);
}

/** A body that can't be sent stays in the head, where the host finds and explains it; so does what is no response. */
function answer(response) {
  if (typeof response !== 'object' || response === null || Array.isArray(response))
    return [JSON.stringify(response) ?? '', ''];
  const { status, statusText, headers, body } = response;
  const head = { status, statusText, headers };
  if (body === undefined || body === null) return [JSON.stringify(head), ''];
  if (typeof body === 'string') return [JSON.stringify(head), body.toWellFormed()];
  if (isBytes(body)) return [JSON.stringify(head), bytesOf(body)];
  return [JSON.stringify({ ...head, body: typeof body === 'number' ? body : {} }), ''];
}

function missing(signature, body) {
  return new TypeError(
    `The script defines no ${signature.split('(')[0]}. Add: function ${signature} { ${body} }`,
  );
}

function eventually(value, next) {
  return typeof value?.then === 'function' ? Promise.resolve(value).then(next) : next(value);
}
