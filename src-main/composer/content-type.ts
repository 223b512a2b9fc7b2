import { extname } from 'node:path';
import type { RequestBody } from '../contract/rpc/requests.ts';

export const formType = 'application/x-www-form-urlencoded';
export const multipartType = 'multipart/form-data';

/** What the names of files promise of their content. */
const typesByExtension: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.gif': 'image/gif',
  '.gz': 'application/gzip',
  '.htm': 'text/html',
  '.html': 'text/html',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.md': 'text/markdown',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
};

/** The media type of a file, by its name alone. */
export function typeOfFile(path: string): string {
  return typesByExtension[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

/** The Content-Type that a body says of itself, `boundary` being that of a multipart one; null where it says none. */
export function typeOfBody(body: RequestBody, boundary: string): string | null {
  switch (body.kind) {
    case 'none':
      return null;
    case 'text':
    case 'file':
      return body.contentType;
    case 'form':
      return formType;
    case 'multipart':
      return `${multipartType}; boundary=${boundary}`;
  }
}

/** The boundary that a multipart Content-Type names; null where it is no such type. */
export function boundaryOf(contentType: string | null): string | null {
  const match = /^multipart\/[^;]+;(?:.*;)?\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType ?? '');
  return match?.[1] ?? match?.[2] ?? null;
}
