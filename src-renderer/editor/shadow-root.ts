/**
 * The shadow root in which an editor lives. CodeMirror makes its styles at run time; in a shadow root it adopts them as
 * constructed sheets, which the page's strict content security policy allows, and nowhere else.
 */
export function shadowRootOf(host: HTMLElement): ShadowRoot {
  return host.shadowRoot ?? host.attachShadow({ mode: 'open' });
}
