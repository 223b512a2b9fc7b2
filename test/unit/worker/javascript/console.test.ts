import { describe, expect, it } from 'vitest';
import { runFunction, standardInput } from '../../../support/javascript-function.ts';

const print = async (source: string) => (await runFunction(source, standardInput(''))).stdoutText;

describe('console', () => {
  it.each([
    ['"a", 1, null, undefined, true, 2n, -0', 'a 1 null undefined true 2n -0'],
    ['{ a: 1, "b c": "it\'s", d: { e: [1, "x"] } }', "{ a: 1, 'b c': \"it's\", d: { e: [ 1, 'x' ] } }"],
    ['[], {}, [[[[1]]]]', '[] {} [ [ [ [Array] ] ] ]'],
    ['new Map([[{ a: 1 }, "b"]]), new Set([1])', "Map(1) { { a: 1 } => 'b' } Set(1) { 1 }"],
    ['new Date(0), /x/g, Symbol("s")', '1970-01-01T00:00:00.000Z /x/g Symbol(s)'],
    ['new Uint8Array([1, 2]), new ArrayBuffer(3)', 'Uint8Array(2) [ 1, 2 ] ArrayBuffer { byteLength: 3 }'],
    ['function name() {}, () => {}, class Name {}', '[Function: name] [Function (anonymous)] [class Name]'],
    ['new (class Point { x = 1 })(), Object.create(null)', 'Point { x: 1 } [Object: null prototype] {}'],
    ['"%s is %d and %o%%", "one", 1, [1], "rest"', 'one is 1 and [ 1 ]% rest'],
    ['{ get a() { throw 1; } }', '{ a: [Getter/Setter] }'],
    ['(() => { const a = {}; a.self = a; return a; })()', '{ self: [Circular] }'],
  ])('shows %s', async (values, shown) => {
    expect(await print(`console.log(${values});`)).toBe(`${shown}\n`);
  });

  it('shows an error with its stack, and breaks long objects into lines', async () => {
    expect(await print('console.log(new TypeError("no"));')).toMatch(
      /^TypeError: no\n {4}at <eval> \(function\.js:1:\d+\)\n$/,
    );
    expect(await print('console.log({ a: "x".repeat(40), b: "y".repeat(40) });')).toBe(
      `{\n  a: '${'x'.repeat(40)}',\n  b: '${'y'.repeat(40)}'\n}\n`,
    );
  });

  it('writes each line to its stream', async () => {
    const source =
      'console.log(1); console.info(2); console.debug(3); console.warn(4); console.error(5); console.assert(false, 6);';
    const run = await runFunction(source, standardInput());
    expect([run.stdoutText, run.stderrText]).toEqual(['1\n2\n3\n', '4\n5\nAssertion failed: 6\n']);
  });

  it('counts, and takes the time', async () => {
    const source = `console.count(); console.count(); console.countReset(); console.count(); console.count('a');
      console.time('t'); console.timeLog('t', { x: 1 }); console.timeEnd('t'); console.timeEnd('t');`;
    const { stdoutText, stderrText } = await runFunction(source, standardInput());
    expect(stdoutText).toMatch(
      /^default: 1\ndefault: 2\ndefault: 1\na: 1\nt: \d+\.\d{3}ms \{ x: 1 \}\nt: \d+\.\d{3}ms\n$/,
    );
    expect(stderrText).toBe('There is no timer t\n');
  });

  it('shows where it is called, in the script alone', async () => {
    const { stderrText } = await runFunction(
      'function f() { console.trace("here"); }\nf();',
      standardInput(),
    );
    expect(stderrText).toMatch(/^Trace: here\n {4}at f \(function\.js:1:\d+\)\n {4}at <eval> .+\n$/);
  });

  it.each([
    [
      '[{ name: "é", size: 1 }, { name: "bc" }, 5]',
      `┌─────────┬──────┬──────┬────────┐
│ (index) │ name │ size │ Values │
├─────────┼──────┼──────┼────────┤
│ 0       │ 'é'  │ 1    │        │
│ 1       │ 'bc' │      │        │
│ 2       │      │      │ 5      │
└─────────┴──────┴──────┴────────┘`,
    ],
    [
      '{ a: { x: 1, y: 2 } }, ["y"]',
      `┌─────────┬───┐
│ (index) │ y │
├─────────┼───┤
│ a       │ 2 │
└─────────┴───┘`,
    ],
    ['7', '7'],
    ['[]', '[]'],
  ])('draws a table of %s', async (data, table) => {
    expect(await print(`console.table(${data});`)).toBe(`${table}\n`);
  });
});
