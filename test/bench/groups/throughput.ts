import { type BenchEngine, compileScript, startBenchEngine } from '../engine.ts';
import { helloModule, httpTriggerScript } from '../functions.ts';
import { getRequest, type LoadClient, startLoadClient, throughput } from '../load/start-load-client.ts';
import { type Peer, startBareServer } from '../peers/start-bare-server.ts';
import { startWorkerd } from '../peers/start-workerd.ts';
import { RequestCost } from '../request-cost.ts';
import { inTurn, median, medianRatio } from '../rounds.ts';
import type { BenchSettings, Row, RowGroup } from '../row-group.ts';

const connections = 64;

/** Requests a second at 64 connections, against servers that answer the same. */
export const throughputGroup: RowGroup = {
  name: 'throughput',
  async measure(settings) {
    await using bench = await startBenchEngine();
    using client = startLoadClient();
    const hello = await helloAgainstBare(settings, bench, client);
    const script = await scriptAgainstWorkerd(settings, bench, client);
    return [...hello, ...script];
  },
};

async function helloAgainstBare(
  settings: BenchSettings,
  bench: BenchEngine,
  client: LoadClient,
): Promise<Row[]> {
  const path = `/${await bench.serve(helloModule())}`;
  using bare = await startBareServer(`${bench.engine.gatewayUrl}${path}`);
  const value = await compare(settings, client, {
    atelier: { port: gatewayPort(bench), pid: bench.engine.pid, path },
    'node:http': { ...bare, path: '/' },
  });
  return [
    {
      name: 'throughput at 64 connections, wasm hello, against bare node:http',
      value,
      unit: '×',
      reach: 0.7,
      better: 'higher',
    },
  ];
}

async function scriptAgainstWorkerd(
  settings: BenchSettings,
  bench: BenchEngine,
  client: LoadClient,
): Promise<Row[]> {
  if (!settings.peers) {
    settings.say('JavaScript against workerd: left out without --peers');
    return [];
  }
  const peer: Peer | null = await startWorkerd(httpTriggerScript(), settings.say);
  if (peer === null) return [];
  using workerd = peer;
  const id = await bench.serve(await compileScript(httpTriggerScript()));
  const value = await compare(settings, client, {
    atelier: { port: gatewayPort(bench), pid: bench.engine.pid, path: `/${id}?trigger=http` },
    workerd: { ...workerd, path: '/' },
  });
  return [
    {
      name: 'throughput at 64 connections, JavaScript trigger_http, against workerd',
      value,
      unit: '×',
      reach: 1.2,
      better: 'higher',
    },
  ];
}

interface Place {
  readonly port: number;
  readonly pid: number | null | undefined;
  readonly path: string;
}

/** The first contender's throughput against the second one's. */
async function compare(
  { rounds, turn, say }: BenchSettings,
  client: LoadClient,
  contenders: Readonly<Record<string, Place>>,
): Promise<number> {
  const costs = new Map(
    Object.entries(contenders).map(([name, { pid }]) => [
      name,
      new RequestCost({ server: pid, client: client.pid }),
    ]),
  );
  const turns = Object.entries(contenders).map(([name, { port, path }]) => [
    name,
    () =>
      costs.get(name)!.measure(async () => {
        const result = await client.run({ port, request: getRequest(path), connections, milliseconds: turn });
        return { requests: result.requests, value: throughput(result) };
      }),
  ]);
  const rates: Record<string, number[]> = await inTurn(rounds, Object.fromEntries(turns));
  for (const [name, numbers] of Object.entries(rates))
    say(`${name}: ${Math.round(median(numbers))} requests/s; ${costs.get(name)!.describe()}`);
  const [ours, theirs] = Object.values(rates);
  return medianRatio(ours!, theirs!);
}

function gatewayPort({ engine }: BenchEngine): number {
  return Number(new URL(engine.gatewayUrl).port);
}
