import { describe, expect, it } from 'vitest';
import {
  type Answer,
  callsOf,
  httpRequest,
  runFunction,
  standardInput,
} from '../../../support/javascript-function.ts';

const valuesOf = ({ model }: Answer, index = 0) =>
  model.calls[index]!.parameters.map(({ name, value }) => [name, Number(value)]);

describe('the trace of a JavaScript function', () => {
  it('has the request as a read of descriptor 3 and the response as a write to 4', async () => {
    const run = await runFunction(
      'function trigger_http(request) { return { status: 200, body: request.body }; }',
      httpRequest({ body: Buffer.from('body') }),
    );
    expect(callsOf(run)).toEqual(['WASI_FD_READ', 'WASI_FD_WRITE']);
    expect(valuesOf(run)).toEqual([
      ['fd', 3],
      ['iovs', expect.any(Number)],
      ['iovs_len', 2],
      ['nread', expect.any(Number)],
    ]);
    expect(valuesOf(run, 1)).toMatchObject([['fd', 4], {}, ['iovs_len', 2], {}]);
    const head = Buffer.byteLength(JSON.stringify({ status: 200 }));
    expect(run.model.calls[1]?.results).toMatchObject([{ name: 'nwritten', value: BigInt(head + 4) }]);
  });

  it('has every call that leaves the sandbox, and none for what stays in it', async () => {
    const run = await runFunction(
      `console.log('out'); console.error('err'); readStdin(); Date.now(); Math.random(); Math.random();
       process.env; scriptArgs; new URL('http://a/'); new TextEncoder().encode('a'); structuredClone({});
       crypto.subtle.digest('SHA-1', new Uint8Array()); std.exit(5);`,
      standardInput('in'),
    );
    expect(callsOf(run)).toEqual([
      'WASI_FD_WRITE',
      'WASI_FD_WRITE',
      'WASI_FD_READ',
      'WASI_FD_READ',
      'WASI_CLOCK_TIME_GET',
      'WASI_RANDOM_GET',
      'WASI_ENVIRON_SIZES_GET',
      'WASI_ENVIRON_GET',
      'WASI_ARGS_SIZES_GET',
      'WASI_ARGS_GET',
      'WASI_PROC_EXIT',
    ]);
    expect(run.model.calls.slice(0, -1).every(({ errno, returned }) => errno === 0 && returned)).toBe(true);
  });

  it('says how the time was spent', async () => {
    const { timing, pages } = await runFunction('const unrelated = 1;', standardInput());
    expect(timing.total).toBeGreaterThanOrEqual(timing.start + timing.run);
    expect(pages).toBeGreaterThan(16);
  });
});
