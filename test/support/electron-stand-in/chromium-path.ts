import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** The Chromium that tests drive: the one that is named, the system's, or Playwright's own; null where none is there. */
export function chromiumPath(): string | null {
  const candidates = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', chromium.executablePath()];
  return candidates.find((path) => path !== undefined && existsSync(path)) ?? null;
}
