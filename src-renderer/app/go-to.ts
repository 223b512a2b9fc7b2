/**
 * Shows an address of the screen, for code that is no component; components navigate through the router, which checks
 * the address against its routes.
 */
export function goTo(href: string): void {
  window.location.hash = href;
}
