import { defineConfig } from '@playwright/test';

/** End-to-end tests drive the system's Chromium where Playwright's own was not downloaded. */
export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/support/build-renderer.ts',
  timeout: 60_000,
  fullyParallel: true,
  workers: 2,
  reporter: [['list']],
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
  },
});
