import { EventEmitter } from 'node:events';
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import { BrowserWindow, created } from './browser-window.ts';
import { becomeReady, isReady, requireUnready } from './readiness.ts';
import { claimLock } from './single-instance-lock.ts';

type PathName = Parameters<App['setPath']>[0];

class StandInApp
  extends EventEmitter
  implements
    Pick<
      App,
      | 'whenReady'
      | 'isReady'
      | 'quit'
      | 'exit'
      | 'getPath'
      | 'setPath'
      | 'requestSingleInstanceLock'
      | 'enableSandbox'
      | 'isPackaged'
    >
{
  readonly isPackaged = false;
  readonly #ready = Promise.withResolvers<void>();
  #isQuitting = false;
  readonly #paths = new Map<string, string>();

  constructor() {
    super();
    created.on('window', (window: BrowserWindow) =>
      this.emit('web-contents-created', {}, window.webContents),
    );
    // Who keeps a window open keeps the app.
    created.on('close-prevented', () => {
      this.#isQuitting = false;
    });
    created.on('none-left', () => (this.#isQuitting ? this.#end() : this.emit('window-all-closed')));
    // As Chromium does on POSIX.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => this.quit());
  }

  isReady(): boolean {
    return isReady();
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  /** What Electron does once the entry module has run. */
  becomeReady(): void {
    becomeReady();
    this.emit('ready');
    this.#ready.resolve();
  }

  enableSandbox(): void {
    requireUnready('app.enableSandbox');
  }

  getPath(name: PathName): string {
    return this.#paths.get(name) ?? join(tmpdir(), `stand-in-${process.pid}`, name);
  }

  setPath(name: PathName, path: string): void {
    if (!statSync(path).isDirectory()) throw new Error(`Failed to set path: ${path} is no folder`);
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(data?: Record<string, unknown>): boolean {
    const mine = { argv: process.argv, folder: process.cwd(), data };
    return claimLock(this.getPath('userData'), mine, ({ argv, folder, data: theirs }) =>
      this.emit('second-instance', {}, argv, folder, theirs),
    );
  }

  /** Closes the windows, and then, unless somebody prevents it, ends the process. */
  quit(): void {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    this.emit('before-quit', { preventDefault() {} });
    const windows = BrowserWindow.getAllWindows();
    for (const window of windows) window.close();
    if (windows.length === 0) this.#end();
  }

  exit(code = 0): never {
    this.emit('quit', {}, code);
    process.exit(code);
  }

  #end(): void {
    this.#isQuitting = false;
    let prevented = false;
    const preventDefault = () => {
      prevented = true;
    };
    this.emit('will-quit', { preventDefault });
    if (!prevented) this.exit(0);
  }
}

export const app = new StandInApp();
