import type { z } from 'zod';
import type {
  RequestBody,
  RequestDraft,
  RequestRow,
  requestAuthenticationSchema,
} from '../contract/rpc/requests.ts';

export type RequestAuthentication = z.infer<typeof requestAuthenticationSchema>;
export type MultipartPart = Extract<RequestBody, { kind: 'multipart' }>['parts'][number];

/** A request with nothing but what is given. */
export function createDraft(parts: Partial<RequestDraft> & Pick<RequestDraft, 'url'>): RequestDraft {
  return {
    name: '',
    method: 'GET',
    pathParameters: [],
    disabledParameters: [],
    headers: [],
    body: { kind: 'none' },
    authentication: { kind: 'none' },
    httpVersion: '1.1',
    redirects: 0,
    timeout: 0,
    ...parts,
  };
}

/** A row that is sent. */
export function createRow(name: string, value: string): RequestRow {
  return { name, value, enabled: true };
}

/** The value of the first header of that name that is sent; null where there is none. */
export function headerOf(headers: readonly RequestRow[], name: string): string | null {
  return headers.find((row) => isHeader(row, name) && row.enabled)?.value ?? null;
}

/** Names of headers are the same in any case (RFC 9110, 5.1). */
export function isHeader({ name }: RequestRow, wanted: string): boolean {
  return name.trim().toLowerCase() === wanted.toLowerCase();
}
