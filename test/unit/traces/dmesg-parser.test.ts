import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errnoNames, haltCall, hostcalls, wideKinds } from '../../../src-main/contract/hostcalls.ts';
import type { Halt, StackFrame } from '../../../src-main/contract/invocation.ts';
import { parseDmesg } from '../../../src-main/traces/dmesg-parser.ts';
import { writeDmesg } from '../../../src-main/traces/dmesg-writer.ts';
import type { TraceCall } from '../../../src-main/traces/trace-call.ts';
import { phasesOf, stackOf, type TraceModel } from '../../../src-main/traces/trace-model.ts';
import { call, vendorModel, vendorSample } from './sample-model.ts';

describe('reading dmesg', () => {
  it('reads the vendor’s sample', () => {
    expect(parseDmesg(vendorSample)).toEqual(vendorModel);
  });

  it('keeps calls that it does not know', () => {
    const text = vendorSample.replace('WASI_FD_WRITE', 'HOST_TELEPORT');
    expect(parseDmesg(text).calls[0]).toMatchObject({
      name: 'HOST_TELEPORT',
      hostcall: null,
      parameters: [{ value: 1n }, { value: 0xffec8n }, { value: 1n }, { value: 0xffe9cn }],
      results: [{ name: 'nwritten', value: 12n }],
    });
  });

  it('reads it with other line ends, other spellings of numbers and spaces at the end of lines', () => {
    const text = vendorSample
      .replace('01, ffec8', '0x1, 0xFFEC8')
      .replace('nwritten: 12', 'nwritten: 0xc')
      .replace('Start time: 2.202681ms', 'Start time: 2.202681ms ')
      .replaceAll('\n', '\r\n');
    expect(parseDmesg(`\uFEFF${text}`)).toEqual(vendorModel);
  });

  it('takes a value with a sign for its 64 bits, and a call without a context', () => {
    const text = vendorSample.replace('WASI_FD_WRITE(vmctx=30c0ffee, 01, ffec8', 'WASI_FD_SEEK(01, -8');
    expect(parseDmesg(text).calls[0]?.parameters.map(({ value }) => value)).toEqual([
      1n,
      2n ** 64n - 8n,
      1n,
      0xffe9cn,
    ]);
  });

  it.each([
    ['errno: ebadf (8)', 8],
    ['errno: EBADF', 8],
    ['errno: badf', 8],
    ['errno: 8', 8],
    ['errno: success (0)', 0],
  ])('reads %s', (line, errno) => {
    expect(parseDmesg(vendorSample.replace('nwritten: 12', line)).calls[0]).toMatchObject({
      errno,
      results: [],
      remark: null,
    });
  });

  it('keeps what it does not understand under a call', () => {
    const text = vendorSample.replace('nwritten: 12', 'errno: ebroken\n\t\tbuffer: "Hello"\n\tslow path');
    expect(parseDmesg(text).calls[0]).toMatchObject({
      errno: null,
      results: [],
      remark: 'errno: ebroken\nbuffer: "Hello"\nslow path',
    });
  });

  it('takes a halt reason that it does not know for a trap', () => {
    const text = vendorSample.replace('Halt reason: host_halt', 'Halt reason: out_of_fuel');
    expect(parseDmesg(text).halt).toMatchObject({ kind: 'trap', message: 'out_of_fuel' });
  });

  it.each([
    ['', 'no line with a'],
    ['hello', 'no line with a'],
    [vendorSample.replace('WASI_FD_WRITE(', 'WASI_FD_WRITE['), 'Line 3'],
    [vendorSample.replace('Run time', 'Ran time'), 'run time'],
  ])('refuses what is not dmesg: %j', (text, message) => {
    expect(() => parseDmesg(text)).toThrow(message);
  });

  it('reads back whatever is written, but for the times of calls', () => {
    fc.assert(
      fc.property(models, (written) => {
        expect(parseDmesg(writeDmesg(written))).toEqual(written);
      }),
    );
  });
});

const values = (wide: boolean) => fc.bigInt({ min: 0n, max: wide ? 2n ** 64n - 1n : 2n ** 32n - 1n });

const outcomes = fc.oneof(
  fc.constant({ errno: 0, returned: true }),
  fc.integer({ min: 1, max: errnoNames.length - 1 }).map((errno) => ({ errno, returned: true })),
  fc.constant({ errno: null, returned: false }),
);

const calls: fc.Arbitrary<TraceCall> = fc
  .constantFrom(...hostcalls.filter((hostcall) => hostcall !== haltCall))
  .chain((hostcall) =>
    fc
      .record({
        values: fc.tuple(...hostcall.parameters.map(({ kind }) => values(wideKinds.has(kind)))),
        texts: fc.tuple(
          ...hostcall.parameters.map(({ kind }) => (kind === 'text' ? fc.string() : fc.constant(null))),
        ),
        results: fc.tuple(...hostcall.results.map(({ kind }) => values(wideKinds.has(kind)))),
        outcome: outcomes,
        remark: fc.option(fc.string()),
      })
      .map(({ values: parameterValues, texts, results, outcome, remark }) => {
        const sample = call(hostcall.name, parameterValues);
        const state = hostcall.returns === 'errno' ? outcome : {};
        const written = { ...sample, ...state, remark };
        return {
          ...written,
          parameters: sample.parameters.map((parameter, index) => ({
            ...parameter,
            text: texts[index] ?? null,
          })),
          results:
            written.returned && (written.errno ?? 0) === 0
              ? hostcall.results.map(({ name, kind }, index) => ({
                  name,
                  kind,
                  value: results[index] as bigint,
                }))
              : [],
        };
      }),
  );

const texts = fc.string({ unit: 'grapheme' });
const frames: fc.Arbitrary<StackFrame> = fc.oneof(
  fc.record({
    functionName: texts,
    offset: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
    source: fc.constant(null),
  }),
  fc.record({ functionName: texts, offset: fc.constant(null), source: texts }),
);
const stacks = fc.array(frames, { maxLength: 4 });

const halts: fc.Arbitrary<Halt> = fc.oneof(
  fc.record({ kind: fc.constant('exit' as const), code: fc.integer({ min: 0, max: 2 ** 32 - 1 }) }),
  fc.record({
    kind: fc.constantFrom(
      'trap' as const,
      'exception' as const,
      'memory-limit' as const,
      'stack-limit' as const,
    ),
    message: texts,
    stack: stacks,
  }),
  fc.record({
    kind: fc.constantFrom(
      'malformed-response' as const,
      'output-limit' as const,
      'deadline' as const,
      'cancelled' as const,
      'lost' as const,
    ),
    message: texts,
  }),
);

const microseconds = fc.integer({ min: 0, max: 10 ** 12 }).map((nanoseconds) => nanoseconds / 1000);

const models: fc.Arbitrary<TraceModel> = fc
  .record({
    calls: fc.array(calls, { maxLength: 5 }),
    dropped: fc.option(fc.integer({ min: 1, max: 10 ** 9 })),
    halt: halts,
    timing: fc.record({ start: microseconds, run: microseconds, total: microseconds }),
  })
  .map(({ calls: made, dropped, halt, timing }) => ({
    calls: made,
    gap: dropped === null || made.length === 0 ? null : { position: made.length, calls: dropped },
    halt,
    stack: stackOf(halt),
    timing,
    phases: phasesOf(timing, 0),
  }));
