import { Headers } from './headers.js';
import { AnswerReader, requestBytes } from './http-message.js';
import { net } from './net.js';
import { Request, Response } from './request-response.js';
import { URL } from './url.js';

const redirects = new Set([301, 302, 303, 307, 308]);
/** As many as the fetch standard lets pass. */
const mostRedirects = 20;
const ports = { 'http:': 80, 'https:': 443 };

/**
 * https://fetch.spec.whatwg.org/#fetch-method: sends a request over a connection of its own and follows redirects.
 * Fails with a TypeError where there is no answer, and with the signal's reason.
 */
export async function fetch(input, init = {}) {
  const request = new Request(input, init);
  const { signal } = request;
  if (signal === null) return follow(request);
  signal.throwIfAborted();
  const aborted = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  return Promise.race([aborted, follow(request)]);
}

async function follow(first) {
  const { redirect, signal } = first;
  const { url, method, headers } = first;
  let request = { url: new URL(url), method, headers, body: await first.bytes(), signal };
  for (let followed = 0; ; followed += 1) {
    const answer = await exchange(request);
    const location = redirects.has(answer.status) ? answer.headers.get('location') : null;
    if (location === null || redirect === 'manual') {
      const response = new Response(answer.body, answer);
      return Object.assign(response, { url: request.url.href, redirected: followed > 0 });
    }
    if (redirect === 'error')
      throw new TypeError(`${request.url} redirects, which this request does not allow`);
    if (followed === mostRedirects) throw new TypeError(`More than ${mostRedirects} redirects`);
    request = redirected(request, answer.status, location);
  }
}

async function exchange(request) {
  const { url, signal } = request;
  if (!(url.protocol in ports)) throw new TypeError(`fetch knows http and https, and not ${url.protocol}`);
  const address = `${url.hostname}:${url.port || ports[url.protocol]}`;
  const kind = url.protocol === 'https:' ? net.WasiTlsConn : net.WasiTcpConn;
  const connection = await kind.connect(address).catch((cause) => {
    throw new TypeError(`No connection to ${cause.message}`, { cause });
  });
  const close = () => connection.close();
  signal?.addEventListener('abort', close);
  try {
    signal?.throwIfAborted();
    await connection.write(requestBytes(request));
    return await new AnswerReader(connection).read(request.method);
  } catch (cause) {
    throw cause instanceof TypeError ? cause : new TypeError(`${address}: ${cause.message}`, { cause });
  } finally {
    signal?.removeEventListener('abort', close);
    connection.close();
  }
}

/** https://fetch.spec.whatwg.org/#http-redirect-fetch */
function redirected({ url, method, headers, body, signal }, status, location) {
  const target = new URL(location, url.href);
  const kept = new Headers(headers);
  if (target.origin !== url.origin) for (const name of ['authorization', 'cookie']) kept.delete(name);
  const becomesGet =
    (status === 303 && method !== 'GET' && method !== 'HEAD') || (status < 303 && method === 'POST');
  if (!becomesGet) return { url: target, method, headers: kept, body, signal };
  for (const name of ['content-type', 'content-length']) kept.delete(name);
  return { url: target, method: 'GET', headers: kept, body: new Uint8Array(0), signal };
}
