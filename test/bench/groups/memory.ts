import { type BenchEngine, compileScript, startBenchEngine } from '../engine.ts';
import { helloModule, httpTriggerScript } from '../functions.ts';
import { getRequest, type LoadClient, startLoadClient } from '../load/start-load-client.ts';
import { residentBytes } from '../machine.ts';
import type { BenchSettings, Row, RowGroup } from '../row-group.ts';

const connections = 16;
const megabyte = 1e6;

/** What stays in the engine's memory after many invocations, and of many functions. */
export const memoryGroup: RowGroup = {
  name: 'memory',
  async measure(settings) {
    using client = startLoadClient();
    return [await manyInvocations(settings, client), await manyFunctions(settings, client)];
  },
};

async function manyInvocations({ scale, say }: BenchSettings, client: LoadClient): Promise<Row> {
  await using bench = await startBenchEngine();
  const targets = [
    `/${await bench.serve(helloModule())}`,
    `/${await bench.serve(await compileScript(httpTriggerScript()))}?trigger=http`,
  ];
  const invoke = async (invocations: number) => {
    const requests = invocations / targets.length;
    for (const target of targets)
      await client.run({ port: portOf(bench), request: getRequest(target), connections, requests });
    return residentBytes(bench.engine.pid!);
  };
  const total = 100_000 * scale;
  const first = await invoke(total / 10);
  // What grows with every invocation grows as much in the second half as in the first; heaps that find their size don't.
  const half = await invoke((total * 4) / 10);
  const last = await invoke(total / 2);
  say(
    `engine after ${total / 10} invocations: ${megabytes(first)}, after ${total / 2}: ${megabytes(half)}, ` +
      `after ${total}: ${megabytes(last)}`,
  );
  return {
    name: `${total.toLocaleString('en')} invocations, engine memory at the end against after the first tenth`,
    value: last / first,
    unit: '×',
    reach: 1.05,
    better: 'lower',
  };
}

async function manyFunctions({ scale, say }: BenchSettings, client: LoadClient): Promise<Row> {
  await using bench = await startBenchEngine();
  const empty = residentBytes(bench.engine.pid!);
  const count = 1_000 * scale;
  for (let index = 0; index < count; index += 1) {
    const isScript = index % 2 === 1;
    const wasm = isScript ? await compileScript(httpTriggerScript(index)) : helloModule(index);
    const target = `/${await bench.serve(wasm)}${isScript ? '?trigger=http' : ''}`;
    await client.run({ port: portOf(bench), request: getRequest(target), connections: 1, requests: 1 });
  }
  const full = residentBytes(bench.engine.pid!);
  say(`engine without functions: ${megabytes(empty)}, with ${count}: ${megabytes(full)}`);
  return {
    name: `${count.toLocaleString('en')} READY functions, one call each, engine memory`,
    value: full / megabyte,
    unit: 'MB',
    reach: 400,
    better: 'lower',
  };
}

function portOf({ engine }: BenchEngine): number {
  return Number(new URL(engine.gatewayUrl).port);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / megabyte)} MB`;
}
