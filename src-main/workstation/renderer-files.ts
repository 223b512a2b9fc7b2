import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * Scripts, styles, fonts and connections are the page's own origin's alone. A previewed answer of a function stands in
 * a sandboxed frame of a `blob:` address, and its images may be data.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  'frame-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface RendererFile {
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** Names that begin with a letter, digit or underscore: no path of them leads out of the folder. */
const plainPath = /^(\/\w[\w.-]*)+$/;

/**
 * The file of the built page that a path of a URL stands for, `/` for its document, with the headers that it is sent
 * with; null where there is none. What is in `assets` has a digest in its name and never changes.
 */
export async function readRendererFile(folder: string, path: string): Promise<RendererFile | null> {
  const name = path === '/' ? '/index.html' : path;
  const contentType = contentTypes[extname(name)];
  if (contentType === undefined || !plainPath.test(name)) return null;
  const bytes = await readFile(join(folder, name)).catch(() => null);
  if (bytes === null) return null;
  return {
    bytes,
    headers: {
      'Content-Type': contentType,
      'Content-Security-Policy': contentSecurityPolicy,
      'Cache-Control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
    },
  };
}
