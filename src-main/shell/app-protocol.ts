import { fileURLToPath } from 'node:url';
import { protocol } from 'electron';
import { readRendererFile } from '../workstation/renderer-files.ts';
import { isPageAddress, pageScheme } from './page-address.ts';

const builtRenderer = fileURLToPath(new URL('../../dist/renderer', import.meta.url));

/** Makes our scheme an origin like that of a web server, which `file:` is not. Has to be called before `ready`. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page at `app://atelier/`, with the same strict policy as in the browser, and nothing else. */
export function servePage(): void {
  protocol.handle(pageScheme, async ({ url, method }) => {
    const file =
      isPageAddress(url) && method === 'GET'
        ? await readRendererFile(builtRenderer, new URL(url).pathname)
        : null;
    if (file === null) return new Response('There is nothing at this address.', { status: 404 });
    const headers = { ...file.headers, 'X-Content-Type-Options': 'nosniff' };
    return new Response(Uint8Array.from(file.bytes), { headers });
  });
}
