/** What the page gets of the desktop: built as a CommonJS script, because it runs in the renderer's sandbox. */
import { contextBridge, ipcRenderer } from 'electron';
import type { AtelierDesktop, PageMessages, ShellMessages } from '../../contract/desktop-ipc.ts';

let runCommand: ((id: string) => void) | undefined;
let keepLast: (() => Promise<void>) | undefined;
const desktop: AtelierDesktop = {
  requestPort: () => tell('request-port', null),
  offerCommands: (commands) => tell('offer-commands', [...commands]),
  chooseTheme: (theme) => tell('choose-theme', theme),
  onRunCommand: (listener) => {
    runCommand = listener;
  },
  onAboutToClose: (listener) => {
    keepLast = listener;
  },
};

hear('run-command', (id) => runCommand?.(id));
hear('about-to-close', () => {
  const close = () => tell('ready-to-close', null);
  void (keepLast?.() ?? Promise.resolve()).then(close, close);
});
contextBridge.exposeInMainWorld('atelierDesktop', desktop);
// A port can't cross the context bridge; a message to the page's own window takes it there, and to no other origin.
hear('port', (_, ports) => window.postMessage('atelier-port', window.location.origin, [...ports]));

function tell<Channel extends keyof PageMessages>(channel: Channel, message: PageMessages[Channel]): void {
  ipcRenderer.send(channel, message);
}

function hear<Channel extends keyof ShellMessages>(
  channel: Channel,
  listener: (message: ShellMessages[Channel], ports: readonly MessagePort[]) => void,
): void {
  ipcRenderer.on(channel, (event, message: ShellMessages[Channel]) => listener(message, event.ports));
}
