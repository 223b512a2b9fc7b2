import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { expect, inject, onTestFinished, vi } from 'vitest';
import type { AppOrder, AppRecord } from './electron-stand-in/record.ts';

const patience = { timeout: 60_000, interval: 50 };

export interface DesktopOptions {
  readonly home: string;
  /** The app's folder: the built one unless said. */
  readonly folder?: string;
  readonly parameters?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** The built desktop app under the stand-in for Electron, in a process of its own. */
export interface DesktopApp {
  readonly pid: number;
  /** What it wrote to its standard error. */
  readonly errors: string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  act(order: AppOrder): Promise<AppRecord>;
  record(): Promise<AppRecord>;
  /** The page of its window, once that is shown. */
  page(): Promise<Page>;
}

/** Starts the app on free ports; it is ended with the test, whatever state it is in then. */
export function startDesktop({
  home,
  folder = inject('desktopFolder'),
  parameters = [],
  environment = {},
}: DesktopOptions): DesktopApp {
  const child = fork(
    join(import.meta.dirname, 'electron-stand-in/run.ts'),
    [folder, '--home', home, '--api-port', '0', '--gateway-port', '0', ...parameters],
    // A group of its own, so that nothing of it outlives the test.
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Chromium's profile is among what goes with the home.
      env: { ...process.env, TMPDIR: home, ...environment },
    },
  );
  let errors = '';
  child.stderr?.on('data', (text: Buffer) => {
    errors += text;
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const connections: Browser[] = [];
  onTestFinished(async () => {
    for (const connection of connections) await connection.close();
    endGroup(child);
    await ended;
  });
  const act = (order: AppOrder) => ask(child, order);
  const record = () => act({ kind: 'record' });
  return {
    pid: child.pid!,
    get errors() {
      return errors;
    },
    ended,
    act,
    record,
    async page() {
      const { browser } = await vi.waitFor(async () => {
        const seen = await record();
        expect(
          seen.windows.some(({ isVisible }) => isVisible),
          errors,
        ).toBe(true);
        return seen;
      }, patience);
      const connection = await chromium.connectOverCDP(browser!);
      connections.push(connection);
      const pages = connection.contexts().flatMap((context) => context.pages());
      return pages.find((page) => page.url() !== 'about:blank')!;
    },
  };
}

/** Orders are answered in turn. */
async function ask(child: ChildProcess, order: AppOrder): Promise<AppRecord> {
  const answer = once(child, 'message');
  child.send(order);
  return (await answer)[0] as AppRecord;
}

function endGroup(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // everything of it is gone
  }
}
