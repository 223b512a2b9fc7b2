import type { Page } from '@playwright/test';
import { chromiumPath } from '../../support/electron-stand-in/chromium-path.ts';
import { inTurn, median, medianRatio, quantile } from '../rounds.ts';
import type { BenchSettings, Row, RowGroup } from '../row-group.ts';
import { measureIdle } from '../screen/idle.ts';
import { prepareRequests } from '../screen/large-answer.ts';
import { type BenchScreen, nameOfFunction, openScreen } from '../screen/open-screen.ts';

/** What a user of the workstation waits for, and what it takes from the machine while nobody does anything. */
export const screenGroup: RowGroup = {
  name: 'screen',
  async measure(settings) {
    const chromium = chromiumPath();
    if (chromium === null) {
      settings.say('No Chromium was found, so these rows are skipped. Name one with CHROMIUM_PATH.');
      return [];
    }
    const functions = 1_000 * settings.scale;
    await using screen = await openScreen(chromium, functions);
    return [
      await firstUse(settings, screen),
      ...(await openFunctions(settings, screen, functions)),
      await typeBesideLargeAnswer(settings, screen),
      ...(await measureIdle(settings, screen)),
    ];
  },
};

async function firstUse({ rounds, say }: BenchSettings, screen: BenchScreen): Promise<Row> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const page = await screen.newPage();
    await page.goto(screen.address);
    times.push(await page.evaluate<number>("stopwatch.usable('file-0.js')"));
    await page.context().close();
  }
  say(`usable, the slowest time: ${Math.round(Math.max(...times))} ms`);
  const name = 'page usable with a project of 5,000 files unfolded, p50';
  return { name, value: median(times), unit: 'ms', reach: 2_000, better: 'lower' };
}

async function openFunctions(
  { rounds, say }: BenchSettings,
  screen: BenchScreen,
  count: number,
): Promise<Row[]> {
  const page = await screen.newPage();
  await page.goto(screen.address);
  await page.evaluate("stopwatch.usable('file-0.js')");
  // Prime, so that the functions come from all over the list and none comes twice.
  const all = Array.from({ length: rounds * 4 }, (_, index) => (index * 379) % count);
  const byName = await timesOf(all.slice(all.length / 2), (index) => openByName(page, index));
  // The tree follows what is opened, a moment later: it must not scroll away from what is revealed next.
  const opened = page.getByRole('treeitem', { name: nameOfFunction(all.at(-1)!), selected: true });
  await opened.waitFor();
  const byTree = await timesOf(all.slice(0, all.length / 2), (index) => openFromTree(page, index, count));
  await page.context().close();
  const row = (how: string, times: readonly number[]): Row => {
    say(`opening a function ${how}: p50 ${Math.round(median(times))} ms`);
    const name = `one of ${count.toLocaleString('en')} functions opened ${how}, p95`;
    return { name, value: quantile(times, 0.95), unit: 'ms', reach: 100, better: 'lower' };
  };
  return [row('by Enter in quick open', byName), row('by a click in the tree', byTree)];
}

/** The first one only warms up. */
async function timesOf(
  functions: readonly number[],
  open: (index: number) => Promise<number>,
): Promise<number[]> {
  const times: number[] = [];
  for (const index of functions) times.push(await open(index));
  return times.slice(1);
}

async function openByName(page: Page, index: number): Promise<number> {
  const name = nameOfFunction(index);
  await page.keyboard.press('ControlOrMeta+P');
  await page.getByRole('combobox', { name: 'Quick open' }).fill(name);
  await page.getByRole('option', { name }).waitFor();
  const opened = page.evaluate<number>(`stopwatch.opened('${name}')`);
  await page.keyboard.press('Enter');
  return opened;
}

async function openFromTree(page: Page, index: number, count: number): Promise<number> {
  const name = nameOfFunction(index);
  // Functions are the last rows, in the order of their names, which is that of their numbers.
  await page.evaluate(`stopwatch.reveal('${name}', ${count - 1 - index})`);
  const row = page.getByRole('tree', { name: 'Explorer' }).getByRole('treeitem', { name });
  const opened = page.evaluate<number>(`stopwatch.opened('${name}')`);
  await row.click();
  return opened;
}

async function typeBesideLargeAnswer({ rounds, say }: BenchSettings, screen: BenchScreen): Promise<Row> {
  const { empty, answered } = await prepareRequests(screen.rpc);
  const page = await screen.newPage();
  await page.goto(screen.address);
  // Whatever was chosen last is in view, of a thousand functions and thousands of files.
  await page.getByRole('tree').waitFor();
  const typing = (path: string, landmark: string) => async () => {
    await page.evaluate(`location.hash = '${path}'`);
    await page.getByText(landmark).first().waitFor();
    await page.getByRole('textbox', { name: 'Address' }).focus();
    await page.evaluate('stopwatch.type()');
    await page.keyboard.type('?name=some+text+as+a+user+types+it&more=of+it', { delay: 25 });
    return quantile(await page.evaluate<number[]>('stopwatch.typed()'), 0.95);
  };
  const times = await inTurn(Math.ceil(rounds / 2), {
    alone: typing(empty, 'Nothing sent yet'),
    beside: typing(answered, '200 OK'),
  });
  await page.context().close();
  for (const [where, values] of Object.entries(times))
    say(`key to paint, ${where}: p95 ${median(values)} ms`);
  const name = 'key to paint beside an answer of 10 MB, against without, p95';
  return { name, value: medianRatio(times.beside, times.alone), unit: '×', reach: 1.2, better: 'lower' };
}
