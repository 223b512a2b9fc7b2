import { test as base } from '@playwright/test';
import { Workstation } from '../pages/workstation.ts';
import { type ServedWorkstation, serve } from './serve.ts';

export { expect } from '@playwright/test';

/**
 * A platform that is restarted refuses connections for a moment; and Chromium's own editing commands write style attributes
 * into what is edited, which the page's policy drops, as it should.
 */
const expected = /WebSocket|ERR_CONNECTION_(REFUSED|RESET)|^Applying inline style/;

/** Each test has a platform of its own and a page that is open on it; a fault on the page fails the test. */
export const test = base.extend<{ served: ServedWorkstation; workstation: Workstation }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs off this pattern
  served: async ({}, use) => {
    const served = await serve();
    await use(served);
    await served.stop();
  },
  workstation: async ({ page, served }, use) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !expected.test(message.text())) faults.push(message.text());
    });
    const workstation = new Workstation(page, served);
    await workstation.open();
    await use(workstation);
    base.expect(faults, 'faults on the page').toEqual([]);
  },
});
