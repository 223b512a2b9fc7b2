import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type BrowserContext, chromium } from '@playwright/test';
import { chromiumPath } from './chromium-path.ts';

/** The Chromium that windows' pages live in. */
export interface RunningChromium {
  /** Where a further client can connect. */
  readonly address: string;
  readonly context: BrowserContext;
  /** Ends it and takes its files away; at once, for the end of a process. */
  kill(): void;
}

let running: Promise<RunningChromium> | undefined;
let started: RunningChromium | null = null;

/** The one Chromium of this app, started with its first window. */
export function openChromium(): Promise<RunningChromium> {
  running ??= start().then((chromiumOfApp) => {
    started = chromiumOfApp;
    return chromiumOfApp;
  });
  return running;
}

/** It, once it runs. */
export function startedChromium(): RunningChromium | null {
  return started;
}

async function start(): Promise<RunningChromium> {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-chromium-'));
  const path = chromiumPath();
  if (path === null) throw new Error('There is no Chromium: name one in CHROMIUM_PATH');
  const child = spawn(
    path,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${folder}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const kill = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  process.on('exit', kill);
  const address = await listeningAddress(child);
  const browser = await chromium.connectOverCDP(address);
  return { address, context: browser.contexts()[0]!, kill };
}

async function listeningAddress(child: ChildProcess): Promise<string> {
  for await (const line of createInterface(child.stderr!)) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) {
      child.stderr!.resume();
      return address;
    }
  }
  throw new Error('Chromium ended before it listened');
}
