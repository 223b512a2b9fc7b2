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
  readonly #paths = new Map<string, string>();

  constructor() {
    super();
    created.on('window', (window: BrowserWindow) =>
      this.emit('web-contents-created', {}, window.webContents),
    );
    created.on('none-left', () => this.emit('window-all-closed'));
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

  quit(): void {
    this.emit('before-quit', { preventDefault() {} });
    const windows = BrowserWindow.getAllWindows();
    this.#withoutQuitting(() => {
      for (const window of windows) window.close();
    });
    let prevented = false;
    const preventDefault = () => {
      prevented = true;
    };
    this.emit('will-quit', { preventDefault });
    if (!prevented) this.exit(0);
  }

  exit(code = 0): never {
    this.emit('quit', {}, code);
    process.exit(code);
  }

  /** The last window's end quits the app, except when it is the app's end that closed it. */
  #withoutQuitting(work: () => void): void {
    const listeners = this.listeners('window-all-closed') as (() => void)[];
    this.removeAllListeners('window-all-closed');
    work();
    for (const listener of listeners) this.on('window-all-closed', listener);
  }
}

export const app = new StandInApp();
