import { app } from 'electron';

export const pageScheme = 'app';

/**
 * Where the page is loaded from: its own scheme, or the development server of `npm run dev`. A packaged app takes no
 * other address from its surroundings.
 */
export function pageAddress(): URL {
  const server = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
  return new URL(server ?? `${pageScheme}://atelier/`);
}

/** Whether an address is the page's own origin. A custom scheme's `URL.origin` is opaque, so its parts are compared. */
export function isPageAddress(address: string): boolean {
  const page = pageAddress();
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === page.protocol && host === page.host;
}
