import { type BenchEngine, compileScript, startBenchEngine } from '../engine.ts';
import { helloModule, httpTriggerScript } from '../functions.ts';
import { getRequest, type LoadClient, startLoadClient } from '../load/start-load-client.ts';
import { median } from '../rounds.ts';
import type { BenchSettings, Row, RowGroup } from '../row-group.ts';

/** How long it takes until a sandbox is ready for one call after the other, as the engine itself records it. */
export const startTimeGroup: RowGroup = {
  name: 'start-time',
  async measure(settings) {
    await using bench = await startBenchEngine();
    using client = startLoadClient();
    const hello = await bench.serve(helloModule());
    const script = await bench.serve(await compileScript(httpTriggerScript()));
    return [
      row('wasm hello of 17 pages', await startTime(settings, bench, client, `/${hello}`), 60),
      row('JavaScript trigger_http', await startTime(settings, bench, client, `/${script}?trigger=http`), 80),
    ];
  },
};

function row(what: string, value: number, reach: number): Row {
  return { name: `start time, ${what}, p50`, value, unit: 'µs', reach, better: 'lower' };
}

/** The median in microseconds over what the engine reports of its newest invocations. */
async function startTime(
  { rounds, turn }: BenchSettings,
  { engine }: BenchEngine,
  client: LoadClient,
  path: string,
): Promise<number> {
  const order = {
    port: Number(new URL(engine.gatewayUrl).port),
    request: getRequest(path),
    connections: 1,
    milliseconds: (turn * rounds) / 2,
  };
  await client.run(order);
  const times: number[] = [];
  const stop = engine.onInvocations((notices) => times.push(...notices.map(({ timing }) => timing.start)));
  await client.run(order);
  stop();
  return median(times);
}
