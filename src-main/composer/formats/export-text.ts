import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Exchange, RequestDraft } from '../../contract/rpc/requests.ts';
import type { BodySide, History } from '../history.ts';
import { writePath } from '../write-path.ts';
import { exportHar, type HarExchange, type HarInvocation } from './export-har.ts';
import { exportPostman } from './export-postman.ts';

/** What is exported: exchanges of the history, then drafts. */
export interface ExportInput {
  readonly format: 'har' | 'postman';
  readonly exchangeIds: readonly string[];
  readonly drafts: readonly RequestDraft[];
}

export interface ExportFacts {
  readonly history: History;
  /** The product's version. */
  readonly version: string;
  /** What the trace says of an invocation; null where it is not kept any more. */
  readonly findInvocation: (invocationId: string) => Promise<HarInvocation | null>;
}

/**
 * The text of a HAR file or a Postman collection. A HAR file has what was really sent, and drafts as requests without an
 * answer; a collection has what the requests were sent from. Throws `not-found` for an unknown exchange.
 */
export async function exportText(
  { format, exchangeIds, drafts }: ExportInput,
  { history, version, findInvocation }: ExportFacts,
): Promise<string> {
  if (format === 'postman')
    return exportPostman([...exchangeIds.map((id) => history.reopen(id)), ...drafts], 'Requests of Atelier');
  const readBody = (id: string, side: BodySide) =>
    readFile(history.bodyFile(id, side)).catch(() => new Uint8Array());
  const sent = exchangeIds.map(async (id): Promise<HarExchange> => {
    const exchange = history.get(id);
    const { invocationId } = exchange;
    return {
      exchange,
      requestBody: await readBody(id, 'request'),
      responseBody: await readBody(id, 'response'),
      invocation: invocationId === null ? null : await findInvocation(invocationId),
    };
  });
  return exportHar([...(await Promise.all(sent)), ...drafts.map(asUnsent)], version);
}

/** A draft as an exchange that has not begun; its body's text stands for its bytes. */
function asUnsent(draft: RequestDraft): HarExchange {
  const { name, method, headers, body } = draft;
  const text = body.kind === 'text' ? Buffer.from(body.text) : new Uint8Array();
  const exchange: Exchange = {
    id: randomUUID(),
    requestKey: null,
    name,
    sentAt: new Date().toISOString(),
    state: 'cancelled',
    request: {
      method,
      url: writePath(draft),
      headers: headers.filter((row) => row.enabled).map((row) => [row.name, row.value]),
      bodySize: text.length,
    },
    response: null,
    redirects: [],
    failure: null,
    timing: { connect: null, firstByte: null, download: null, total: null },
    invocationId: null,
    pinned: false,
    label: null,
  };
  return { exchange, requestBody: text, responseBody: new Uint8Array(), invocation: null };
}
