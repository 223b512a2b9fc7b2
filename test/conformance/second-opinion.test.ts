import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InvocationInput } from '../../src-main/contract/invocation.ts';
import { type OtherEngine, otherEngines } from '../../src-main/contract/second-opinion.ts';
import { buildTraceModel } from '../../src-main/traces/trace-model.ts';
import { compareOutputs } from '../../src-main/worker/second-opinion/compare-outputs.ts';
import { runUnder } from '../../src-main/worker/second-opinion/run-under.ts';
import { assemble } from '../support/assemble.ts';
import { cases } from '../support/cases.ts';
import { importing, invocation, runGuest } from '../support/guest.ts';

const step = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    fd: fc.constantFrom(1, 2),
    text: fc.stringMatching(/^[a-z ]{0,20}$/),
  }),
  fc.record({ kind: fc.constant('echo' as const), size: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ kind: fc.constant('arguments' as const) }),
  fc.record({ kind: fc.constant('environment' as const) }),
);
const end = fc.oneof(
  fc.constant('(nop)'),
  fc.integer({ min: 0, max: 125 }).map((code) => `(call $proc_exit (i32.const ${code}))`),
  fc.constant('(unreachable)'),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Memory: 0 an iovec, 8 and 12 counts, 16 pointers, 1024 text and buffers. */
const write = (fd: number, size: string) => `(i32.store (i32.const 0) (i32.const 1024))
  (i32.store (i32.const 4) ${size})
  (drop (call $fd_write (i32.const ${fd}) (i32.const 0) (i32.const 1) (i32.const 8)))`;

function codeOf(one: Step): string {
  switch (one.kind) {
    case 'write':
      return `${[...one.text].map((character, index) => `(i32.store8 (i32.const ${1024 + index}) (i32.const ${character.charCodeAt(0)}))`).join(' ')}
        ${write(one.fd, `(i32.const ${one.text.length})`)}`;
    case 'echo':
      return `(i32.store (i32.const 0) (i32.const 1024)) (i32.store (i32.const 4) (i32.const ${one.size}))
        (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
        ${write(1, '(i32.load (i32.const 8))')}`;
    case 'arguments':
      return `(drop (call $args_sizes_get (i32.const 8) (i32.const 12)))
        (drop (call $args_get (i32.const 16) (i32.const 1024))) ${write(1, '(i32.load (i32.const 12))')}`;
    case 'environment':
      return `(drop (call $environ_sizes_get (i32.const 8) (i32.const 12)))
        (drop (call $environ_get (i32.const 16) (i32.const 1024))) ${write(1, '(i32.load (i32.const 12))')}`;
  }
}

/** Runs a program in the executor and under another engine: their calls, and what came out differently. */
async function both(engine: OtherEngine, source: string, input: Partial<InvocationInput>) {
  const ours = await runGuest(source, input);
  const theirs = await runUnder(engine, assemble(source), invocation(input));
  const callsOf = ({ trace, timing, halt }: typeof theirs) =>
    buildTraceModel(trace, timing, halt).calls.map(({ name, parameters, results, errno }) =>
      [name, ...parameters.map(({ value }) => value), '=', errno, ...results.map(({ value }) => value)].join(
        ' ',
      ),
    );
  return {
    ours: callsOf(ours),
    theirs: callsOf(theirs),
    differences: compareOutputs({ ...ours, response: null }, { ...theirs, response: null }),
  };
}

const calls = [
  'fd_write',
  'fd_read',
  'args_sizes_get',
  'args_get',
  'environ_sizes_get',
  'environ_get',
  'proc_exit',
];

describe.each(otherEngines)('%s', (engine) => {
  it('agrees about programs that nobody wrote', async () => {
    const property = fc.asyncProperty(
      fc.array(step, { maxLength: 6 }),
      end,
      fc.uint8Array({ maxLength: 60 }),
      fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 3 }),
      async (steps, ending, stdin, words) => {
        const source = `(module ${importing(...calls)} (memory (export "memory") 1)
          (func (export "_start") ${steps.map(codeOf).join('\n')} ${ending}))`;
        const input = { arguments: ['program', ...words], environment: { NAME: 'value' }, stdin };
        const { ours, theirs, differences } = await both(engine, source, input);
        expect(differences).toEqual([]);
        expect(theirs).toEqual(ours);
      },
    );
    await fc.assert(property, { numRuns: cases(30) });
  });

  it('is reported where it differs', async () => {
    const source = `(module ${importing('proc_exit')} (memory (export "memory") 1)
      (func (export "_start") (call $proc_exit (i32.const 3))))`;
    const ours = { ...(await runGuest(source)), stdout: Buffer.from('said'), response: null };
    const theirs = { ...(await runUnder(engine, assemble(source), invocation())), response: null };
    expect(compareOutputs(ours, theirs)).toEqual([{ what: 'stdout', ours: 'said', theirs: '' }]);
  });
});
