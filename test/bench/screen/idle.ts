import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { knowsProcessTimes, processTimes, processTree } from '../process-times.ts';
import type { BenchSettings, Row } from '../row-group.ts';
import type { BenchScreen } from './open-screen.ts';

/** Milliseconds until page and engine have done what they do after a page was opened. */
const settle = 8_000;
/** What makes a page's script run: its own timers and frames, and what arrives from the platform. */
const wakers = new Set(['TimerFire', 'FireAnimationFrame', 'FireIdleCallback', 'WebSocketReceive']);

interface TraceEvent {
  readonly name: string;
}

/** What page, platform and engine do while a function's page is open and nobody does anything. */
export async function measureIdle({ scale, say }: BenchSettings, screen: BenchScreen): Promise<Row[]> {
  if (!knowsProcessTimes) {
    say(
      'This system does not tell how often processes wake up: the rows of an idle workstation are skipped.',
    );
    return [];
  }
  const time = Math.max(2_000, 10_000 * scale);
  const page = await openFunction(screen);
  await setTimeout(settle);
  const { chromium, platform } = await measureProcesses(screen, time);
  const runs = await countRuns(screen, page, time);
  await page.context().close();
  say(
    `idle: Chromium ${chromium.processor.toFixed(1)} ms and the platform ${platform.processor.toFixed(1)} ms in ${time} ms`,
  );
  const row = (name: string, value: number, unit: string, reach: number): Row => {
    return { name: `idle, ${name}`, value, unit, reach, better: 'lower' };
  };
  const used = chromium.processor + platform.processor;
  return [
    row('processor time of Chromium, platform and engine together', (used / time) * 100, '%', 1),
    row('how often the page runs', (runs / time) * 1_000, '/s', 0),
    row('how often the threads of platform and engine wake up', (platform.sleeps / time) * 1_000, '/s', 1),
  ];
}

async function openFunction(screen: BenchScreen): Promise<Page> {
  const [first] = await screen.rpc.functions.list();
  const page = await screen.newPage();
  await page.goto(screen.address);
  // Whatever was chosen last is in view, of a thousand functions and thousands of files.
  await page.getByRole('tree').waitFor();
  await page.evaluate(`location.hash = '/function/${first!.id}'`);
  await page.getByRole('heading', { name: first!.name! }).waitFor();
  return page;
}

/** What the processes of both have used within so many milliseconds. */
async function measureProcesses(screen: BenchScreen, time: number) {
  const session = await screen.browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pids = { chromium: processInfo.map(({ id }) => id), platform: processTree(screen.served.ready.pid) };
  const look = () => ({ chromium: processTimes(pids.chromium), platform: processTimes(pids.platform) });
  const before = look();
  await setTimeout(time);
  const after = look();
  const used = (name: keyof typeof before) => ({
    processor: after[name].processor - before[name].processor,
    sleeps: after[name].sleeps - before[name].sleeps,
  });
  return { chromium: used('chromium'), platform: used('platform') };
}

/** How often the page's script has run within so many milliseconds. */
async function countRuns({ browser }: BenchScreen, page: Page, time: number): Promise<number> {
  await browser.startTracing(page, { categories: ['devtools.timeline'] });
  await setTimeout(time);
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  return traceEvents.filter(({ name }) => wakers.has(name)).length;
}
