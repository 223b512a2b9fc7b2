import type { RequestBody, RequestRow } from '../contract/rpc/requests.ts';
import { parseAuthorization } from './authorization-text.ts';
import { isHeader, type RequestAuthentication } from './draft.ts';

/**
 * Takes out of headers what drafts keep in places of their own: an Authorization that we understand, and the
 * Content-Type of a body. The others stay as they are.
 */
export function liftHeaders(
  rows: readonly RequestRow[],
  body: RequestBody,
): { headers: RequestRow[]; authentication: RequestAuthentication } {
  const authorization = rows.filter((row) => row.enabled && isHeader(row, 'authorization'));
  const authentication = authorization.length === 1 ? parseAuthorization(authorization[0]!.value) : null;
  const lifted = [
    ...(authentication === null ? [] : ['authorization']),
    ...(body.kind === 'none' ? [] : ['content-type']),
  ];
  const headers = rows.filter((row) => !(row.enabled && lifted.some((name) => isHeader(row, name))));
  return { headers, authentication: authentication ?? { kind: 'none' } };
}
