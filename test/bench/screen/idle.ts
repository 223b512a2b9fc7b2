import { setTimeout } from 'node:timers/promises';
import type { BenchSettings, Row } from '../row-group.ts';
import { type BenchScreen, nameOfFunction } from './open-screen.ts';
import { knowsProcessTimes, processTimes, processTree } from './process-times.ts';

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
      'This system does not tell how often processes wake up, so the rows of an idle workstation are skipped.',
    );
    return [];
  }
  const page = await screen.newPage();
  await page.goto(screen.address);
  await page.evaluate("stopwatch.usable('file-0.js')");
  await page
    .getByRole('treeitem', { name: nameOfFunction(0) })
    .or(page.getByRole('treeitem').first())
    .first()
    .click();
  await setTimeout(settle);
  const session = await screen.browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const shown = processInfo.map(({ id }) => id);
  const served = processTree(screen.served.ready.pid);
  const time = Math.max(2_000, 10_000 * scale);

  await screen.browser.startTracing(page, { categories: ['devtools.timeline'] });
  await setTimeout(time);
  const { traceEvents } = JSON.parse(String(await screen.browser.stopTracing())) as {
    traceEvents: TraceEvent[];
  };
  const woken = traceEvents.filter(({ name }) => wakers.has(name)).length;

  const before = { page: processTimes(shown), platform: processTimes(served) };
  await setTimeout(time);
  const after = { page: processTimes(shown), platform: processTimes(served) };
  const used = {
    page: after.page.processor - before.page.processor,
    platform: after.platform.processor - before.platform.processor,
  };
  say(
    `idle: Chromium ${used.page.toFixed(1)} ms and the platform ${used.platform.toFixed(1)} ms in ${time} ms`,
  );
  await page.context().close();
  return [
    {
      name: 'idle, processor time of Chromium, platform and engine together',
      value: ((used.page + used.platform) / time) * 100,
      unit: '%',
      reach: 1,
      better: 'lower',
    },
    {
      name: 'idle, how often the page runs',
      value: (woken / time) * 1_000,
      unit: '/s',
      reach: 0,
      better: 'lower',
    },
    {
      name: 'idle, how often the threads of platform and engine wake up',
      value: ((after.platform.sleeps - before.platform.sleeps) / time) * 1_000,
      unit: '/s',
      reach: 1,
      better: 'lower',
    },
  ];
}
