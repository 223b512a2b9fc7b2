import { startBenchEngine } from '../engine.ts';
import { helloModule } from '../functions.ts';
import { getRequest, startLoadClient, throughput } from '../load/start-load-client.ts';
import { inTurn, median, medianRatio } from '../rounds.ts';
import type { RowGroup } from '../row-group.ts';

const connections = 64;

/** What it costs that every invocation is recorded and kept. */
export const tracingGroup: RowGroup = {
  name: 'tracing',
  async measure({ rounds, turn, say }) {
    await using traced = await startBenchEngine();
    await using untraced = await startBenchEngine(new URL('../without-tracing.ts', import.meta.url));
    using client = startLoadClient();
    const rate = async (bench: typeof traced) => {
      const request = getRequest(`/${await bench.serve(helloModule())}`);
      const port = Number(new URL(bench.engine.gatewayUrl).port);
      return async () => throughput(await client.run({ port, request, connections, milliseconds: turn }));
    };
    const rates = await inTurn(rounds, { on: await rate(traced), off: await rate(untraced) });
    for (const [name, values] of Object.entries(rates))
      say(`tracing ${name}: ${Math.round(median(values))} requests/s`);
    const name = 'throughput with tracing on against off, wasm hello';
    return [{ name, value: medianRatio(rates.on, rates.off), unit: '×', reach: 0.95, better: 'higher' }];
  },
};
