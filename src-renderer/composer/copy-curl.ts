import type { Exchange, RequestDraft, Variable } from '../../src-main/contract/rpc/requests.ts';
import { rpc } from '../rpc/client.ts';
import { showNotice } from '../ui/notice.tsx';
import { emptyDraft } from './drafts.ts';
import { fillDraft } from './preview-variables.ts';
import { attempt } from './request-actions.ts';
import { decode, readBody } from './response-body.ts';

/** Larger bodies do not go into a command line, bytes. */
const mostInline = 65_536;
/** Headers that curl writes by itself. */
const ownHeaders = new Set(['host', 'content-length']);

/** Puts a draft into the clipboard as a curl command, with its variables in their places but for secrets. */
export async function copyDraftAsCurl(draft: RequestDraft, variables: readonly Variable[]): Promise<void> {
  await copyCommand(async () => (await rpc.requests.toCurl({ draft: fillDraft(draft, variables) })).command);
}

/** A request that is not on the screen. */
interface OffScreen {
  readonly draft: RequestDraft;
  readonly projectId?: string;
  readonly path?: string;
  readonly environment?: string;
}

/** The same for a request that is not on the screen. */
export async function copyRequestAsCurl({ draft, projectId, path, environment }: OffScreen): Promise<void> {
  await attempt(async () => {
    const place = { projectId: projectId ?? null, path: path ?? null };
    const variables = await rpc.requests.variables({ ...place, environment: environment ?? 'Local' });
    await copyDraftAsCurl(draft, variables);
  });
}

/** Puts what was really sent into the clipboard as a curl command; a body that is no short text as its draft has it. */
export async function copyExchangeAsCurl(exchange: Exchange): Promise<void> {
  await copyCommand(async () => (await rpc.requests.toCurl({ draft: await draftAsSent(exchange) })).command);
}

/** Puts a command into the clipboard and says so, or why not. */
export async function copyCommand(write: () => Promise<string> | string): Promise<void> {
  try {
    await navigator.clipboard.writeText(await write());
    showNotice({ text: 'The curl command is in the clipboard.' });
  } catch (error) {
    showNotice({ text: error instanceof Error ? error.message : String(error) });
  }
}

async function draftAsSent({ id, request }: Exchange): Promise<RequestDraft> {
  return {
    ...emptyDraft(request.url),
    method: request.method,
    headers: request.headers
      .filter(([name]) => !ownHeaders.has(name.toLowerCase()))
      .map(([name, value]) => ({ name, value, enabled: true })),
    body: await bodyAsSent(id, request.bodySize),
  };
}

async function bodyAsSent(exchangeId: string, size: number): Promise<RequestDraft['body']> {
  if (size === 0) return { kind: 'none' };
  const text = size > mostInline ? null : decode(await readBody(exchangeId, size, 'request'));
  if (text === null) return (await rpc.history.reopen({ exchangeId })).body;
  return { kind: 'text', text, contentType: null };
}
