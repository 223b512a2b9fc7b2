import { open } from 'node:fs/promises';
import type { Exchange, RequestDraft } from '../../contract/rpc/requests.ts';
import type { History } from '../history.ts';
import { exchangeOverHttp1 } from './exchange-over-http1.ts';
import { exchangeOverHttp2 } from './exchange-over-http2.ts';
import { explainFailure } from './explain-failure.ts';
import { followRedirect, type WireRequest } from './follow-redirect.ts';
import { headerValue } from './header-pairs.ts';
import { type PreparedRequest, prepareRequest, type SendingFacts } from './prepare-request.ts';
import { receiveBody } from './receive-body.ts';
import { redact } from './redact.ts';
import { RequestFailure } from './request-failure.ts';
import type { WireAnswer } from './wire-answer.ts';

/** What an exchange is run with. */
export interface Run {
  readonly input: SendingFacts & { readonly draft: RequestDraft };
  readonly history: History;
  /** Aborting it ends the exchange; the reason is a {@link RequestFailure}. */
  readonly controller: AbortController;
  /** Notes how far the exchange is. */
  readonly update: (exchange: Exchange) => Promise<void>;
}

/** How far an exchange is: what is known of it, where it goes, and how many bytes of its answer are there. */
interface Progress {
  known: Exchange;
  url: URL | null;
  received: number;
}

/** Runs an exchange to its end, whatever that is. It rejects only where the history can't be written. */
export async function runExchange(exchange: Exchange, run: Run): Promise<void> {
  const { signal } = run.controller;
  const progress: Progress = { known: exchange, url: null, received: 0 };
  const begun = performance.now();
  const endTimer = limitTime(run.input.draft.timeout, run.controller);
  try {
    await sendAndReceive(progress, run);
    progress.known = { ...progress.known, state: 'done' };
  } catch (error) {
    const { known, url } = progress;
    const failure = explainFailure(signal.aborted ? signal.reason : error, url, known.response !== null);
    const state = failure.code === 'cancelled' ? 'cancelled' : 'failed';
    progress.known = { ...known, state, failure };
  } finally {
    endTimer();
  }
  const known = soFar(progress);
  await run.update({ ...known, timing: { ...known.timing, total: performance.now() - begun } });
}

function soFar({ known, received }: Progress): Exchange {
  return { ...known, response: known.response && { ...known.response, bodySize: received } };
}

async function sendAndReceive(
  progress: Progress,
  { input, history, controller, update }: Run,
): Promise<void> {
  const { id } = progress.known;
  const { signal } = controller;
  const prepared = await prepareRequest(input.draft, input, history.bodyFile(id, 'request'), signal);
  progress.url = prepared.wire.url;
  progress.known = { ...progress.known, request: describeRequest(prepared) };
  await update(progress.known);
  const { answer, wire, redirects } = await sendFollowing(prepared, input.draft.redirects, signal);
  progress.url = wire.url;
  progress.known = { ...progress.known, state: 'receiving', redirects, ...describeAnswer(answer) };
  await update(progress.known);
  const arrived = performance.now();
  const target = history.bodyFile(id, 'response');
  const endNotes = noteWhatArrives(progress, update);
  try {
    await receiveBody(answer, wire.method, target, (bytes) => {
      progress.received = bytes;
    });
  } finally {
    endNotes();
  }
  const download = performance.now() - arrived;
  await makeDurable(target);
  progress.known = { ...progress.known, timing: { ...progress.known.timing, download } };
}

/** How often it is noted how much of a body is there, in milliseconds. */
const noteInterval = 500;

/** Notes now and then how much of the body is there, so that one that takes its time can be read while it comes. */
function noteWhatArrives(progress: Progress, update: Run['update']): () => void {
  let noted = 0;
  const timer = setInterval(() => {
    if (progress.received === noted) return;
    noted = progress.received;
    // Where the history can't be written, the end of the exchange says so.
    update(soFar(progress)).catch(() => {});
  }, noteInterval);
  return () => clearInterval(timer);
}

/** Ends a request after that many milliseconds; after 0, never. */
function limitTime(timeout: number, controller: AbortController): () => void {
  if (timeout === 0) return () => {};
  const failure = new RequestFailure(
    'timeout',
    `There was no whole answer after ${timeout} ms.`,
    "The request's own time-out ended it: allow more, or 0 to wait for ever.",
  );
  const timer = setTimeout(() => controller.abort(failure), timeout);
  return () => clearTimeout(timer);
}

/** The last answer, what it answered, and the redirects on the way there. */
interface Followed {
  readonly answer: WireAnswer;
  readonly wire: WireRequest;
  readonly redirects: Exchange['redirects'];
}

async function sendFollowing(
  { wire: first, secrets }: PreparedRequest,
  most: number,
  signal: AbortSignal,
): Promise<Followed> {
  const redirects: Exchange['redirects'] = [];
  for (let wire = first; ; ) {
    const exchange = wire.httpVersion === '2' ? exchangeOverHttp2 : exchangeOverHttp1;
    const answer = await exchange(wire, signal);
    const { status, headers } = answer;
    const next =
      most === 0 ? null : followRedirect(wire, { status, location: headerValue(headers, 'location') });
    if (next === null) return { answer, wire, redirects };
    answer.body.destroy();
    redirects.push({ status, location: redact(next.url.href, secrets) });
    if (redirects.length > most) throw tooManyRedirects(most, redirects);
    wire = next;
  }
}

function tooManyRedirects(most: number, redirects: Exchange['redirects']): RequestFailure {
  const times = most === 1 ? 'once' : `${most} times`;
  return new RequestFailure(
    'too-many-redirects',
    `The answers redirected more than ${times}, the last time to ${redirects.at(-1)?.location}.`,
    'Follow more of them, or none to see the first answer.',
  );
}

/** What is kept of a request: all of it but secrets. */
function describeRequest({ wire, bodySize, secrets }: PreparedRequest): Exchange['request'] {
  const { method, url, headers } = wire;
  return {
    method,
    url: redact(url.href, secrets),
    headers: headers.map(([name, value]) => [name, redact(value, secrets)]),
    bodySize,
  };
}

function describeAnswer({ status, statusText, httpVersion, headers, timing }: WireAnswer) {
  return {
    response: {
      status,
      statusText,
      httpVersion,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      bodySize: 0,
      contentType: headerValue(headers, 'content-type'),
    },
    timing: { ...timing, download: null, total: null },
    invocationId: headerValue(headers, 'atelier-invocation-id'),
  };
}

/** What the history says it has must be there after the power was gone. */
async function makeDurable(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
