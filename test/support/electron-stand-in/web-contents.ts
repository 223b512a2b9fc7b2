import { EventEmitter } from 'node:events';
import type { CDPSession, Page, Route } from '@playwright/test';
import type { WebFrameMain as ElectronFrame, HandlerDetails, WindowOpenHandlerResponse } from 'electron';
import { openChromium, type RunningChromium } from './chromium.ts';
import type { MessagePortMain } from './message-port.ts';
import { nativeTheme } from './native-theme.ts';
import type { WorldOrder, WorldReport } from './page-worlds.ts';
import { injectPreload, type PreloadWorld } from './preload-world.ts';
import { answerRequest } from './protocol.ts';
import { noted } from './record.ts';
import { appAddress, shownAddress } from './scheme-address.ts';
import { fromWire, toWire } from './wire.ts';

/** The main frame, while it shows one document. */
export class WebFrameMain implements Pick<ElectronFrame, 'url' | 'isDestroyed' | 'postMessage'> {
  readonly url: string;
  readonly #post: (channel: string, message: unknown, ports: readonly MessagePortMain[]) => void;
  #destroyed = false;

  constructor(url: string, post: WebFrameMain['postMessage']) {
    this.url = url;
    this.#post = (channel, message, ports) => post(channel, message, [...ports]);
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  destroy(): void {
    this.#destroyed = true;
  }

  postMessage(channel: string, message: unknown, ports: MessagePortMain[] = []): void {
    this.#post(channel, message, ports);
  }
}

/** A page in real Chromium, as the main process holds it. */
export class WebContents extends EventEmitter {
  /** Messages of this page, by channel. */
  readonly ipc = new EventEmitter();
  mainFrame = new WebFrameMain('about:blank', () => {});
  readonly #ready: Promise<Page>;
  readonly #ports = new Map<number, MessagePortMain>();
  #world: PreloadWorld | null = null;
  #session: CDPSession | null = null;
  #openHandler: (details: HandlerDetails) => WindowOpenHandlerResponse = () => ({ action: 'allow' });
  #loading: string | null = null;
  #nextPort = 0;

  constructor(preload: string | undefined, size: { width: number; height: number }) {
    super();
    this.#ready = openChromium().then((chromium) => this.#open(chromium, preload, size));
    this.#ready.catch((error: Error) => noted.faults.push(String(error)));
    nativeTheme.on('updated', () => void this.#applyTheme());
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#ready;
    this.#loading = url;
    await page.goto(shownAddress(url));
  }

  send(channel: string, message: unknown): void {
    this.#world?.tell({ kind: 'send', channel, message: toWire(message), ports: [] });
  }

  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void {
    this.#openHandler = handler;
  }

  async close(): Promise<void> {
    const page = await this.#ready.catch(() => null);
    await page?.close().catch(() => {});
    this.#dropDocument();
  }

  async #open(
    { context }: RunningChromium,
    preload: string | undefined,
    size: { width: number; height: number },
  ): Promise<Page> {
    const page = await context.newPage();
    await page.setViewportSize(size);
    const session = await context.newCDPSession(page);
    this.#session = session;
    try {
      this.#world = await injectPreload(session, preload, (report) => this.#hear(report));
    } catch (error) {
      noted.faults.push(`Unable to load preload script: ${preload}: ${String(error)}`);
    }
    await this.#applyTheme();
    await page.route('**/*', (route) => this.#answer(page, route));
    page.on('popup', (popup) => void this.#consider(popup));
    page.once('load', () => this.emit('ready-to-show'));
    return page;
  }

  async #answer(page: Page, route: Route): Promise<void> {
    const request = route.request();
    const url = appAddress(request.url());
    const isOwn = url !== request.url();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      if (this.#loading !== url && this.#prevents(url)) return route.abort('aborted');
      this.#loading = null;
      this.emit('did-start-navigation', { url, isMainFrame: true, isSameDocument: false });
      this.#dropDocument();
      this.mainFrame = new WebFrameMain(url, (...message) => this.#post(...message));
    }
    if (!isOwn) return route.continue();
    const response = await answerRequest(url, request.method());
    if (response === null) return route.abort();
    const headers = Object.fromEntries(response.headers);
    await route.fulfill({
      status: response.status,
      headers,
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  #prevents(url: string): boolean {
    let prevented = false;
    this.emit('will-navigate', {
      url,
      isMainFrame: true,
      preventDefault: () => {
        prevented = true;
      },
    });
    return prevented;
  }

  async #consider(popup: Page): Promise<void> {
    const request = await popup.waitForEvent('request').catch(() => null);
    const url = appAddress(request?.url() ?? popup.url());
    const { action } = this.#openHandler({ url } as HandlerDetails);
    if (action !== 'deny') noted.faults.push(`A window was opened for ${url}`);
    await popup.close();
  }

  #hear(report: WorldReport): void {
    if (report.kind === 'preload-failed')
      noted.faults.push(`Unable to load preload script: ${report.reason}`);
    else if (report.kind === 'send')
      this.ipc.emit(report.channel, { senderFrame: this.mainFrame }, fromWire(report.message));
    else if (report.kind === 'port-message') this.#ports.get(report.port)?.postMessage(fromWire(report.data));
    else this.#closePort(report.port);
  }

  #post(channel: string, message: unknown, ports: readonly MessagePortMain[] = []): void {
    const tell = (order: WorldOrder) => this.#world?.tell(order);
    const ids = ports.map((port) => {
      this.#nextPort += 1;
      const id = this.#nextPort;
      this.#ports.set(id, port);
      port.on('message', ({ data }: { data: unknown }) =>
        tell({ kind: 'port-message', port: id, data: toWire(data) }),
      );
      port.on('close', () => tell({ kind: 'port-closed', port: id }));
      return id;
    });
    tell({ kind: 'send', channel, message: toWire(message), ports: ids });
    for (const port of ports) port.start();
  }

  #closePort(id: number): void {
    this.#ports.get(id)?.close();
    this.#ports.delete(id);
  }

  /** With its document, what belongs to it goes. */
  #dropDocument(): void {
    this.mainFrame.destroy();
    for (const id of [...this.#ports.keys()]) this.#closePort(id);
  }

  async #applyTheme(): Promise<void> {
    const value = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
    const features = [{ name: 'prefers-color-scheme', value }];
    await this.#session?.send('Emulation.setEmulatedMedia', { features }).catch(() => {});
  }
}
