import type { Locator, Page } from '@playwright/test';
import type { ServedWorkstation } from '../support/serve.ts';

/** The whole screen, as a user finds their way on it. */
export class Workstation {
  readonly page: Page;
  readonly served: ServedWorkstation;
  readonly #frames: string[] = [];

  constructor(page: Page, served: ServedWorkstation) {
    this.page = page;
    this.served = served;
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => this.#frames.push(String(payload))),
    );
  }

  /** Whether the page has told the platform something with this text. */
  sent(text: string): boolean {
    return this.#frames.some((frame) => frame.includes(text));
  }

  /** Opens the address that `atelier serve` prints. */
  async open(): Promise<void> {
    const { uiUrl, token } = this.served.ready;
    await this.page.goto(`${uiUrl}/#token=${token}`);
    await this.page.getByText('Local running').waitFor();
  }

  /** Chooses an area of the rail. */
  async showArea(name: 'Project' | 'Requests' | 'Invocations' | 'Settings'): Promise<void> {
    const button = this.page.getByRole('navigation', { name: 'Areas' }).getByRole('button', { name });
    if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
  }

  /** The tab that is in front. */
  get activeTab(): Locator {
    return this.page.getByRole('tablist', { name: 'Open tabs' }).getByRole('tab', { selected: true });
  }

  /** Runs a command of the palette by its name. */
  async run(command: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+K');
    await this.page.getByRole('combobox', { name: 'Command palette' }).fill(command);
    await this.page.getByRole('option', { name: command }).first().click();
  }

  /** A row of the explorer's tree. */
  treeItem(name: string | RegExp): Locator {
    return this.page.getByRole('tree', { name: 'Explorer' }).getByRole('treeitem', { name });
  }

  /** Makes a function on the platform with this source, as `clever` in a terminal would, and gives its id. */
  async deployFromOutside(name: string, source: string | Uint8Array<ArrayBuffer>): Promise<string> {
    const { apiUrl, ownerId, token } = this.served.ready;
    const base = `${apiUrl}/v4/functions/organisations/${ownerId}/functions`;
    const call = async (method: string, url: string, body?: unknown) => {
      const response = await fetch(url, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok)
        throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as {
        id: string;
        status: string;
        uploadUrl: string;
        errorReason: string;
      };
    };
    const known = (await call('GET', base)) as unknown as { id: string; name: string }[];
    const id = known.find((other) => other.name === name)?.id ?? (await call('POST', base, { name })).id;
    const deployments = `${base}/${id}/deployments`;
    const deployment = await call('POST', deployments, { platform: 'JAVA_SCRIPT' });
    await fetch(deployment.uploadUrl, { method: 'PUT', body: source });
    await call('POST', `${deployments}/${deployment.id}/trigger`);
    for (;;) {
      const { status } = await call('GET', `${deployments}/${deployment.id}`);
      if (status === 'READY' || status === 'ERROR') return id;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
