import type { Locator, Page } from '@playwright/test';
import type { Workstation } from './workstation.ts';

/** The request composer of the tab that is in front. */
export class Composer {
  readonly page: Page;

  constructor({ page }: Workstation) {
    this.page = page;
  }

  get address(): Locator {
    return this.page.getByRole('textbox', { name: 'Address' });
  }

  /** The answer as a JSON tree. */
  get tree(): Locator {
    return this.page.getByRole('listbox', { name: 'Response as JSON' });
  }

  /** What the platform says about its own answer. */
  get explanation(): Locator {
    return this.page.getByRole('main').getByRole('status').filter({ hasText: /[a-z]/ });
  }

  /** A part of the request. */
  async show(section: 'Body' | 'Params' | 'Headers' | 'Options'): Promise<void> {
    await this.page
      .getByRole('tablist', { name: 'Request', exact: true })
      .getByRole('tab', { name: new RegExp(`^${section}`) })
      .click();
  }

  /** Sends to an address, and waits for an answer with that status. */
  async send(url: string, status: string): Promise<void> {
    await this.address.fill(url);
    await this.page.getByRole('button', { name: 'Send', exact: true }).click();
    await this.page.getByText(status, { exact: true }).waitFor();
  }
}
