import { addOauthHeader } from '@clevercloud/client/esm/oauth.js';
import { prefixUrl } from '@clevercloud/client/esm/prefix-url.js';
import { type RequestParams, request } from '@clevercloud/client/esm/request.fetch.js';
import { AtelierError, type ErrorCode, errorCodes } from '../contract/errors.ts';
import type { ReadyFile } from '../contract/ready-file.ts';

/** A cloud and who we are there. */
export interface CloudTarget {
  /** The API's host with its scheme, without a trailing slash. */
  readonly host: string;
  readonly oauth: ReadyFile['oauth'];
  /** Whose functions are meant where nobody says; null where the cloud has to be asked. */
  readonly ownerId: string | null;
}

/** When to stop waiting for an answer. */
export interface Bounds {
  /** Milliseconds; four minutes where nothing is said. */
  readonly patience?: number;
  readonly signal?: AbortSignal | undefined;
}

/** The way to a cloud's API, local or remote: the vendor's own client, with the host changed. */
export interface CloudClient {
  readonly target: CloudTarget;
  /**
   * Makes a call that one of the client's request functions describes, and waits for its answer within the bounds.
   * Throws the error that the API answered with, `engine-unavailable` where it does not answer, or the signal's reason.
   */
  send<Answer>(call: RequestParams | Promise<RequestParams>, bounds?: Bounds): Promise<Answer>;
}

/** Below the five minutes after which the vendor's client gives up: it leaves a rejection behind then, see below. */
const longestPatience = 4 * 60_000;

/**
 * The vendor's client leaves a second promise behind a call that got no answer, which nobody can watch and which would
 * end the process: what it rejects with is the error that `send` has dealt with already.
 */
const dealtWith = new WeakSet<Error>();
process.on('unhandledRejection', (reason) => {
  if (!(reason instanceof Error && dealtWith.has(reason))) throw reason;
});

/** Speaks to the target with the credentials that it brings. */
export function createCloudClient(target: CloudTarget): CloudClient {
  const authorize = addOauthHeader({
    OAUTH_CONSUMER_KEY: target.oauth.consumerKey,
    OAUTH_CONSUMER_SECRET: target.oauth.consumerSecret,
    API_OAUTH_TOKEN: target.oauth.token,
    API_OAUTH_TOKEN_SECRET: target.oauth.secret,
  });
  return {
    target,
    async send<Answer>(
      call: RequestParams | Promise<RequestParams>,
      { patience = longestPatience, signal: given }: Bounds = {},
    ): Promise<Answer> {
      given?.throwIfAborted();
      const params = await authorize(prefixUrl(target.host)(await call));
      const late = AbortSignal.timeout(patience);
      const signal = given === undefined ? late : AbortSignal.any([late, given]);
      return request<Answer>({ ...params, signal }).catch((error: ApiError) => {
        dealtWith.add(error);
        given?.throwIfAborted();
        throw late.aborted ? tooLate(error, target.host, patience) : explain(error, target.host);
      });
    },
  };
}

/** What the vendor's client throws: its own error with the response, or what `fetch` threw. */
interface ApiError extends Error {
  readonly response?: Response;
}

function tooLate(error: ApiError, host: string, patience: number): AtelierError {
  const message = `${host} did not answer in ${patience / 1_000} s.`;
  return new AtelierError('engine-unavailable', message, { cause: error });
}

function explain(error: ApiError, host: string): AtelierError {
  if (error.response === undefined)
    return new AtelierError('engine-unavailable', `${host} does not answer (${rootCause(error)}).`, {
      cause: error,
    });
  const { status } = error.response;
  const code = codeOfStatus(status);
  const advice =
    code === 'unauthenticated'
      ? ` ${host} does not accept these credentials: check CLEVER_TOKEN and CLEVER_SECRET.`
      : '';
  const said = withoutPage(error.message);
  // A fault of the cloud is told from what it has against a request: nothing here can be done about it.
  const fault = status < 500 ? said : `${host} answered ${status}: ${said}`;
  return new AtelierError(code, `${said === '' ? `${host} answered ${status}.` : fault}${advice}`, {
    cause: error,
  });
}

/** Proxies before a cloud answer with pages for browsers, of which the title is what they have to say. */
function withoutPage(message: string): string {
  if (!message.trimStart().startsWith('<')) return message;
  return /<title>\s*([^<]*?)\s*<\/title>/i.exec(message)?.[1] ?? '';
}

/** The first code that answers with this status, which is the general one of its kind. */
function codeOfStatus(status: number): ErrorCode {
  const codes = Object.keys(errorCodes) as ErrorCode[];
  return codes.find((code) => errorCodes[code].status === status) ?? 'internal';
}

/** `fetch failed` says nothing; what it failed of is the last cause of the chain, which may end its line. */
function rootCause(error: Error): string {
  return error.cause instanceof Error ? rootCause(error.cause) : error.message.trim();
}
