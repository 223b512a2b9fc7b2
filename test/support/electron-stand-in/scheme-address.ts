/**
 * Chromium can't be taught a scheme of ours from outside. A page of `app://atelier/` is therefore shown at an address
 * whose origin is as much its own and as secure, and is never asked of a network: `http://atelier.app.localhost/`.
 */
const places = /^http:\/\/([^/]+)\.([^./]+)\.localhost(\/.*)?$/;

/** Where Chromium shows what the app knows by that address. */
export function shownAddress(address: string): string {
  const { protocol, host, pathname, search, hash } = new URL(address);
  if (['http:', 'https:', 'about:', 'blob:', 'data:'].includes(protocol)) return address;
  return `http://${host}.${protocol.slice(0, -1)}.localhost${pathname}${search}${hash}`;
}

/** What the app knows by the address that Chromium shows. */
export function appAddress(shown: string): string {
  const [, host, scheme, rest = '/'] = places.exec(shown) ?? [];
  return host === undefined ? shown : `${scheme}://${host}${rest}`;
}
