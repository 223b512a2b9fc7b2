import { startBenchEngine } from '../engine.ts';
import { helloModule } from '../functions.ts';
import { getRequest, startLoadClient } from '../load/start-load-client.ts';
import { startBareServer } from '../peers/start-bare-server.ts';
import { inTurn, median } from '../rounds.ts';
import type { RowGroup } from '../row-group.ts';

/** What a call costs beyond HTTP itself, when it is the only one. */
export const latencyGroup: RowGroup = {
  name: 'latency',
  async measure({ rounds, turn, say }) {
    await using bench = await startBenchEngine();
    using client = startLoadClient();
    const path = `/${await bench.serve(helloModule())}`;
    using bare = await startBareServer(`${bench.engine.gatewayUrl}${path}`);
    const latency = (port: number, target: string) => async () =>
      (await client.run({ port, request: getRequest(target), connections: 1, milliseconds: turn })).p50;
    const latencies = await inTurn(rounds, {
      atelier: latency(Number(new URL(bench.engine.gatewayUrl).port), path),
      bare: latency(bare.port, '/'),
    });
    const added = latencies.atelier.map((ours, round) => ours - latencies.bare[round]!);
    for (const [name, values] of Object.entries(latencies)) say(`${name}: ${Math.round(median(values))} µs`);
    const name = 'added latency at 1 connection, wasm hello, over bare node:http, p50';
    return [{ name, value: median(added), unit: 'µs', reach: 120, better: 'lower' }];
  },
};
