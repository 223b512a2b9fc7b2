import { EventEmitter } from 'node:events';
import { isAbsolute } from 'node:path';
import type {
  BrowserWindowConstructorOptions,
  BrowserWindow as ElectronWindow,
  Rectangle,
  WebPreferences,
} from 'electron';
import { requireReady } from './readiness.ts';
import type { WindowRecord } from './record.ts';
import { WebContents } from './web-contents.ts';

const safePreferences: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
};

/** A window without a screen, whose page is real. */
export class BrowserWindow
  extends EventEmitter
  implements
    Pick<
      ElectronWindow,
      | 'loadURL'
      | 'show'
      | 'focus'
      | 'maximize'
      | 'isMaximized'
      | 'isMinimized'
      | 'restore'
      | 'getNormalBounds'
      | 'setBackgroundColor'
      | 'close'
      | 'destroy'
    >
{
  static readonly #all = new Set<BrowserWindow>();
  readonly webContents: WebContents;
  #bounds: Rectangle;
  #colour: string;
  #isVisible: boolean;
  #isFocused = false;
  #isMaximised = false;
  #isMinimised = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    requireReady('BrowserWindow');
    super();
    const { x = 0, y = 0, width = 800, height = 600, show = true, webPreferences = {} } = options;
    for (const [name, safe] of Object.entries(safePreferences))
      if ((webPreferences[name as keyof WebPreferences] ?? safe) !== safe)
        throw new Error(`The stand-in has only sandboxed pages, and ${name} is not ${safe}`);
    const { preload } = webPreferences;
    if (preload !== undefined && !isAbsolute(preload))
      throw new Error('preload script must have absolute path');
    this.#bounds = { x, y, width, height };
    this.#colour = options.backgroundColor ?? '#fff';
    this.#isVisible = show;
    this.webContents = new WebContents(preload, { width, height });
    this.webContents.once('ready-to-show', () => this.emit('ready-to-show'));
    BrowserWindow.#all.add(this);
    created.emit('window', this);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.#all];
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find(({ webContents }) => webContents === contents) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.#isVisible = true;
    this.focus();
  }

  focus(): void {
    this.#isFocused = true;
  }

  maximize(): void {
    this.#isVisible = true;
    this.#isMaximised = true;
    this.emit('maximize');
  }

  minimise(): void {
    this.#isMinimised = true;
    this.#isFocused = false;
  }

  restore(): void {
    this.#isMinimised = false;
  }

  isMaximized(): boolean {
    return this.#isMaximised;
  }

  isMinimized(): boolean {
    return this.#isMinimised;
  }

  getNormalBounds(): Rectangle {
    return this.#bounds;
  }

  /** Moves and resizes it as the user would. */
  place(bounds: Rectangle): void {
    this.#bounds = bounds;
    this.#isMaximised = false;
    this.emit('move');
    this.emit('resize');
  }

  setBackgroundColor(colour: string): void {
    this.#colour = colour;
  }

  close(): void {
    let isPrevented = false;
    const preventDefault = () => {
      isPrevented = true;
    };
    this.emit('close', { preventDefault });
    if (isPrevented) return void created.emit('close-prevented');
    void this.webContents.close().then(() => this.destroy());
  }

  destroy(): void {
    if (!BrowserWindow.#all.delete(this)) return;
    this.emit('closed');
    if (BrowserWindow.#all.size === 0) created.emit('none-left');
  }

  record(): WindowRecord {
    return {
      bounds: this.#bounds,
      isVisible: this.#isVisible && !this.#isMinimised,
      isMaximised: this.#isMaximised,
      isFocused: this.#isFocused,
      backgroundColour: this.#colour,
    };
  }
}

/** Hears of `window`, each time one is made, of `close-prevented`, which keeps it open, and of `none-left`. */
export const created = new EventEmitter();
