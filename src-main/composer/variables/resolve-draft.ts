import type { RequestBody, RequestDraft } from '../../contract/rpc/requests.ts';
import type { RequestAuthentication } from '../draft.ts';
import { writePath } from '../write-path.ts';

type Resolve = (text: string) => string;

/** The draft with every text of it resolved; what is switched off is left out. */
export function resolveDraft(draft: RequestDraft, resolve: Resolve): RequestDraft {
  return {
    ...draft,
    url: writePath({
      url: resolve(draft.url),
      pathParameters: draft.pathParameters.map(({ name, value }) => ({ name, value: resolve(value) })),
    }),
    pathParameters: [],
    disabledParameters: [],
    headers: resolveRows(draft.headers, resolve),
    body: resolveBody(draft.body, resolve),
    authentication: resolveAuthentication(draft.authentication, resolve),
  };
}

function resolveBody(body: RequestBody, resolve: Resolve): RequestBody {
  const typed = (contentType: string | null) => (contentType === null ? null : resolve(contentType));
  switch (body.kind) {
    case 'none':
      return body;
    case 'text':
      return { ...body, text: resolve(body.text), contentType: typed(body.contentType) };
    case 'form':
      return { ...body, rows: resolveRows(body.rows, resolve) };
    case 'multipart':
      return {
        ...body,
        parts: resolveRows(body.parts, resolve).map((part) => ({
          ...part,
          file: part.file === null ? null : resolve(part.file),
        })),
      };
    case 'file':
      return { ...body, path: resolve(body.path), contentType: typed(body.contentType) };
  }
}

function resolveRows<Row extends { name: string; value: string; enabled: boolean }>(
  rows: readonly Row[],
  resolve: Resolve,
): Row[] {
  return rows
    .filter(({ name, enabled }) => enabled && name.trim() !== '')
    .map((row) => ({ ...row, name: resolve(row.name.trim()), value: resolve(row.value) }));
}

function resolveAuthentication(
  authentication: RequestAuthentication,
  resolve: Resolve,
): RequestAuthentication {
  switch (authentication.kind) {
    case 'none':
    case 'control-plane':
      return authentication;
    case 'basic':
      return {
        kind: 'basic',
        user: resolve(authentication.user),
        password: resolve(authentication.password),
      };
    case 'bearer':
      return { kind: 'bearer', token: resolve(authentication.token) };
  }
}
