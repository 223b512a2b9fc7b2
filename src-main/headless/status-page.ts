import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What is shown while the workstation's own page is not built: a page whole in itself that asks for `/overview`. */
export const statusPage = readFileSync(new URL('./status-page.html', import.meta.url), 'utf8');

/** The page's own inline style and script are all that may run in it; it talks to nobody but its server. */
export const statusPagePolicy = [
  "default-src 'none'",
  `style-src ${inlineHash('style')}`,
  `script-src ${inlineHash('script')}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function inlineHash(element: 'style' | 'script'): string {
  const content = statusPage.split(`<${element}>`)[1]?.split(`</${element}>`)[0] ?? '';
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
