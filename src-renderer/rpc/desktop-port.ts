import type { AtelierDesktop } from '../../src-main/contract/desktop-ipc.ts';

declare global {
  interface Window {
    /** Put there by the desktop shell's preload, and by nobody else. */
    readonly atelierDesktop?: AtelierDesktop;
  }
}

/** The port that the desktop shell hands over, undefined in a browser. */
export function desktopPort(): Promise<MessagePort> | undefined {
  const desktop = window.atelierDesktop;
  if (desktop === undefined) return undefined;
  return new Promise((resolve) => {
    window.addEventListener('message', function receive(event) {
      if (event.source !== window || event.data !== 'atelier-port' || event.ports[0] === undefined) return;
      window.removeEventListener('message', receive);
      resolve(event.ports[0]);
    });
    desktop.requestPort();
  });
}
