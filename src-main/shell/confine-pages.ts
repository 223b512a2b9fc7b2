import { app, BrowserWindow, type Session, session, type WebContents } from 'electron';
import { openExternalLink } from './external-links.ts';
import { isPageAddress } from './page-address.ts';

/** Copying text, at a click: all that the page needs of what a browser would ask its user for. */
const grantedPermission = 'clipboard-sanitized-write';

/** Denies every page, also those that nobody should be able to open, what a web page could otherwise do to the app. */
export function confinePages(): void {
  app.on('web-contents-created', (_, contents) => confine(contents));
  app.on('session-created', denyPermissions);
  denyPermissions(session.defaultSession);
}

function confine(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (isPageAddress(event.url)) return;
    event.preventDefault();
    leave(contents, event.url);
  });
  contents.setWindowOpenHandler(({ url }) => {
    leave(contents, url);
    return { action: 'deny' };
  });
}

function leave(contents: WebContents, address: string): void {
  const window = BrowserWindow.fromWebContents(contents);
  if (window !== null) void openExternalLink(window, address);
}

function denyPermissions(target: Session): void {
  target.setPermissionCheckHandler((_, permission) => permission === grantedPermission);
  target.setPermissionRequestHandler((_, permission, answer) => answer(permission === grantedPermission));
  target.setDevicePermissionHandler(() => false);
}
