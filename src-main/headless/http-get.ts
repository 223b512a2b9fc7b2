import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** An HTTP answer as it came over the wire: header names keep their spelling, which `fetch` would lower. */
export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  /** Decoded as UTF-8. */
  readonly body: string;
}

/** Makes one GET request on a connection of its own. */
export async function httpGet(url: string, headers: Readonly<Record<string, string>>): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  get(url, { headers, agent: false }, resolve).on('error', reject);
  const response = await promise;
  const { rawHeaders } = response;
  return {
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? '',
    headers: rawHeaders.flatMap((name, position) =>
      position % 2 === 0 ? [[name, rawHeaders[position + 1] ?? ''] as const] : [],
    ),
    body: await text(response),
  };
}
