import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Platform as PlatformCode } from '../../../src-main/contract/platform-code.ts';
import type { DevEvent } from '../../../src-main/workspace/watch/dev-event.ts';
import { startDevSession } from '../../../src-main/workspace/watch/dev-session.ts';
import { type BenchCloud, deployText, startBenchCloud } from '../cloud.ts';
import { httpTriggerScript } from '../functions.ts';
import { median } from '../rounds.ts';
import type { BenchSettings, Row, RowGroup } from '../row-group.ts';

/** How long a developer waits: from source to READY and from a saved file to the answer, through the public API. */
export const deploymentGroup: RowGroup = {
  name: 'deployment',
  async measure(settings) {
    const folder = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
    try {
      await using cloud = await startBenchCloud(folder, settings);
      const script = (variant: number) => httpTriggerScript(variant);
      const assembly = (variant: number) => `console.log('Hello, world! ${variant}')\n`;
      const deploy = (code: PlatformCode, source: (variant: number) => string) =>
        measureTimes(settings.rounds, (index) => deployText(cloud, code, source(index)));
      return [
        row('JavaScript source to READY', await deploy('JAVA_SCRIPT', script), 300),
        row('AssemblyScript source to READY', await deploy('ASSEMBLY_SCRIPT', assembly), 2_000),
        row('unchanged bytes to READY', await deploy('JAVA_SCRIPT', () => script(0)), 60),
        row('saved file to served, JavaScript', await savedToServed(settings, cloud, folder), 300),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  },
};

function row(what: string, value: number, reach: number): Row {
  return { name: `${what}, p50`, value, unit: 'ms', reach, better: 'lower' };
}

/** The median in milliseconds of doing something so often, after once that only warms up. */
async function measureTimes(count: number, task: (index: number) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index <= count; index += 1) {
    const startedAt = performance.now();
    await task(index);
    if (index > 0) times.push(performance.now() - startedAt);
  }
  return median(times);
}

/** Saves a function again and again and takes the time until what it answers is what was saved. */
async function savedToServed({ rounds }: BenchSettings, cloud: BenchCloud, folder: string): Promise<number> {
  const workspace = await mkdtemp(join(folder, 'workspace-'));
  const save = (variant: number) => writeFile(join(workspace, 'hello.js'), httpTriggerScript(variant));
  await writeFile(
    join(workspace, 'atelier.json'),
    JSON.stringify({ functions: { hello: { source: 'hello.js' } } }),
  );
  await save(-1);
  let heard: (event: DevEvent) => void = () => {};
  const session = await startDevSession({
    folder: workspace,
    target: cloud,
    environment: {},
    names: null,
    report: (event) => heard(event),
  });
  await session.started;
  const time = await measureTimes(rounds, async (index) => {
    const event = new Promise<DevEvent>((resolve) => {
      heard = resolve;
    });
    await save(1_000 + index);
    const { kind } = await event;
    if (kind !== 'served') throw new Error(`A saved file was ${kind} instead of served.`);
  });
  await session.close();
  return time;
}
