import type { RequestDraft, Variable } from '../../contract/rpc/requests.ts';
import { headerOf } from '../draft.ts';
import { resolveDraft } from '../variables/resolve-draft.ts';
import { createResolver } from '../variables/resolve-text.ts';
import { headersOfHttp2 } from './exchange-over-http2.ts';
import type { WireRequest } from './follow-redirect.ts';
import { parseUrl } from './parse-url.ts';
import { type ControlPlaneAccess, prepareHeaders } from './prepare-head.ts';
import { RequestFailure } from './request-failure.ts';
import { boundaryFor, writeBody } from './write-body.ts';

/** What a draft is sent with. */
export interface SendingFacts {
  readonly variables: readonly Variable[];
  /** The folder that paths of bodies are relative to. */
  readonly folder: string;
  readonly userAgent: string;
  readonly controlPlane: ControlPlaneAccess;
}

/** A request that is ready to be sent, its body in a file. */
export interface PreparedRequest {
  readonly wire: WireRequest;
  /** Bytes. */
  readonly bodySize: number;
  /** Values that stand in the request and are not to be kept. */
  readonly secrets: ReadonlySet<string>;
}

/**
 * Makes a draft what goes over the wire, its body written to `bodyFile`. Throws a failure for names without a value, an
 * address that is none, a file that can't be read, and credentials that would go to somebody else.
 */
export async function prepareRequest(
  draft: RequestDraft,
  facts: SendingFacts,
  bodyFile: string,
  signal: AbortSignal,
): Promise<PreparedRequest> {
  const resolver = createResolver(facts.variables);
  const resolved = resolveDraft(draft, resolver.resolve);
  if (resolver.unresolved.size > 0) throw unresolvedNames([...resolver.unresolved]);
  const url = parseUrl(resolved.url, headerOf(resolved.headers, 'host'));
  const { body, method, httpVersion } = resolved;
  const boundary = boundaryFor(body, headerOf(resolved.headers, 'content-type'));
  const hasBody = body.kind !== 'none';
  const bodySize = hasBody
    ? await writeBody(body, boundary, { target: bodyFile, folder: facts.folder }, signal)
    : 0;
  const headers = prepareHeaders(resolved, { ...facts, url, boundary, bodySize });
  return {
    wire: {
      httpVersion,
      method,
      url,
      headers: httpVersion === '2' ? headersOfHttp2(headers) : headers,
      bodyFile: hasBody ? bodyFile : null,
    },
    bodySize,
    secrets: new Set([...resolver.secrets, facts.controlPlane.token]),
  };
}

function unresolvedNames(names: readonly string[]): RequestFailure {
  const list = names.map((name) => `{{${name}}}`).join(', ');
  const verb = names.length === 1 ? 'has' : 'have';
  return new RequestFailure(
    'unresolved-variable',
    `${list} ${verb} no value here.`,
    'Choose another environment, or give it one with "@name = value" in the .http file or in http-client.env.json.',
  );
}
