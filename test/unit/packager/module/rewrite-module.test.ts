import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseModule } from '../../../../src-main/packager/module/parse-module.ts';
import { rewriteModule } from '../../../../src-main/packager/module/rewrite-module.ts';
import { scanInstructions } from '../../../../src-main/packager/module/scan-instructions.ts';
import { walkInstructions } from '../../../../src-main/packager/module/walk-instructions.ts';
import type { WasmModule } from '../../../../src-main/packager/module/wasm-module.ts';
import { assemble, customSection, join } from '../../../support/assemble.ts';

const programs = [
  '(module)',
  '(module (memory 1))',
  '(module (global (mut i32) (i32.const 5)))',
  '(module (func $alone (export "_start")))',
  '(module (import "m" "g" (global (mut i32))) (memory (export "a") (export "b") 1 7) (global (mut f64) (f64.const 1)))',
  '(module (tag) (memory 2) (global $a i32 (i32.const 1)) (global $b (export "sp") (mut i32) (i32.const 1)) (data "x") (func (memory.init 0 (i32.const 0) (i32.const 0) (i32.const 1))))',
].map(assemble);

function rewrite(bytes: Uint8Array, leaveOut?: string) {
  const module = parseModule(bytes);
  return rewriteModule(module, { ...scanInstructions(module), leaveOut });
}

/** The bytes of a module's sections but for those that the rewrite has a right to change. */
function untouched({ bytes, sections }: WasmModule) {
  return sections
    .filter(({ id, name }) => ![2, 5, 7].includes(id) && !name.startsWith('.debug_'))
    .map(({ name, start, end }) => [name, Buffer.from(bytes.subarray(start, end)).toString('hex')]);
}

describe('rewriteModule', () => {
  it('imports the memory with its own limits, and exports it under its names', () => {
    const { bytes, memoryImported } = rewrite(programs[4]!);
    const module = parseModule(bytes);
    expect(memoryImported).toBe(true);
    expect(module.memories).toEqual([]);
    expect(module.imports.at(-1)).toMatchObject({
      module: 'atelier',
      name: 'memory',
      memory: { minimum: 1, maximum: 7 },
    });
    expect(module.exports.filter(({ kind }) => kind === 'memory')).toMatchObject([
      { name: 'a' },
      { name: 'b' },
    ]);
  });

  it('exports the mutable globals of the module itself, by index', () => {
    expect(rewrite(programs[4]!).globals).toEqual(['atelier.global.1']);
    const { bytes, globals } = rewrite(programs[5]!);
    expect(globals).toEqual(['atelier.global.1']);
    expect(parseModule(bytes).exports).toEqual([
      { name: 'sp', kind: 'global', index: 1 },
      { name: 'atelier.global.1', kind: 'global', index: 1 },
    ]);
  });

  it('leaves debug information behind, and keeps every other custom section', () => {
    const plain = assemble('(module (func (export "_start")))');
    const custom = (name: string) => [0, name.length + 3, name.length, ...Buffer.from(name), 1, 2];
    const bytes = (...names: string[]) => Uint8Array.from([...plain, ...names.flatMap(custom)]);
    expect(rewrite(bytes('.debug_info', 'producers', '.debug_line')).bytes).toEqual(bytes('producers'));
  });

  it('gives back the bytes of a module that has no state', () => {
    for (const bytes of [programs[0]!, programs[3]!])
      expect(rewrite(bytes)).toMatchObject({ bytes, memoryImported: false, globals: [] });
  });

  it('leaves out the custom section that it is told to, and no other', () => {
    const bytes = join(programs[1]!, customSection('script', [1]), customSection('other', [2]));
    const names = parseModule(rewrite(bytes, 'script').bytes).sections.map(({ name }) => name);
    expect(names).toEqual(['import', 'name', 'other']);
  });

  it('changes nothing else: a valid module stays valid, and every other section keeps its bytes', () => {
    const extras = fc.array(
      fc.record({ name: fc.constantFrom('.debug_info', 'name', 'x'), content: fc.uint8Array() }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...programs), extras, (program, custom) => {
        const original = join(program, ...custom.map(({ name, content }) => customSection(name, content)));
        const { bytes } = rewrite(original);
        expect(WebAssembly.validate(bytes)).toBe(true);
        expect(untouched(parseModule(bytes))).toEqual(untouched(parseModule(original)));
        expect(rewrite(original).bytes).toEqual(bytes);
      }),
    );
  });

  it('keeps a whole language runtime valid', () => {
    const file = createRequire(import.meta.url)
      .resolve('quickjs-wasi/package.json')
      .replace('package.json', 'quickjs.wasm');
    const { bytes, globals } = rewrite(readFileSync(file));
    expect(WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>)).toBe(true);
    expect(globals).toHaveLength(2);
  });
});

describe('a module that grows its memory', () => {
  /** The function at `index` among that many others grows; small indices have a shorter encoding than large ones. */
  const growing = (others: number, index: number) =>
    assemble(`(module (memory 1) (global $g (mut i32) (i32.const 7))
      ${Array.from(
        { length: others },
        (_, number) => `(func ${number === 0 ? '(export "grow")' : ''} (param i32) (result i32)
          ${number === index ? '(if (local.get 0) (then (global.set $g (i32.const 9)) (return (memory.grow (local.get 0)))))' : ''}
          (drop (memory.grow (i32.const 0))) (i32.const ${number}))`,
      ).join('\n')})`);

  it.each([1, 126, 127, 200])('has every instruction where its shifts say, of %i functions', (others) => {
    const original = growing(others, others >> 1);
    const { bytes, codeShifts } = rewrite(original);
    expect(WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>)).toBe(true);
    const offsets = (wasm: Uint8Array) => {
      const found: number[] = [];
      for (const { start, end } of parseModule(wasm).bodies.slice(0, others))
        walkInstructions(wasm, start, end, (_, offset) => found.push(offset));
      return found;
    };
    const before = offsets(bytes).map((offset) => {
      const [, by] = codeShifts.findLast(([from]) => from <= offset)!;
      return offset - by;
    });
    expect(before).toEqual(offsets(original));
  });

  it('keeps what it was refused, and turns that negative when a later request is granted', () => {
    const { bytes } = rewrite(growing(1, 0));
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 10 });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>), {
      atelier: { memory },
    });
    const refused = exports['atelier.refused'] as WebAssembly.Global;
    const steps = [2, 100, 1, 9, 3, -1, -0x8000_0000].map((pages) => [
      (exports.grow as (pages: number) => number)(pages),
      refused.value,
    ]);
    expect(steps).toEqual([
      [1, 0],
      [-1, 100],
      [3, -100],
      [-1, 9],
      [4, -9],
      [-1, 0x7fff_ffff],
      [-1, 0x7fff_ffff],
    ]);
  });
});

describe('a module that grows its tables', () => {
  const source = `(module (table $few 1 funcref) (table $some 2 10 funcref)
    (func (export "few") (param i32) (result i32) (table.grow $few (ref.null func) (local.get 0)))
    (func (export "some") (param i32) (result i32) (table.grow $some (ref.null func) (local.get 0))))`;

  it('has bounds for each, where its own are no closer', () => {
    const { bytes } = rewrite(assemble(source));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>));
    const grow = (name: string, by: number) => (exports[name] as (by: number) => number)(by);
    expect([grow('few', 65_536), grow('few', 65_535), grow('few', 1)]).toEqual([-1, 1, -1]);
    expect([grow('some', 9), grow('some', 8), grow('some', 1)]).toEqual([-1, 2, -1]);
  });

  it('keeps those of tables that don’t grow', () => {
    const bytes = assemble('(module (table 1 funcref) (func (export "_start")))');
    expect(rewrite(bytes).bytes).toEqual(bytes);
  });
});

/** A step of a random program over two globals and a memory, as text. */
const step = fc.oneof(
  fc.integer().map((n) => `(global.set $a (i32.add (global.get $a) (i32.const ${n})))`),
  fc
    .bigInt({ min: 0n, max: 2n ** 62n })
    .map((n) => `(global.set $b (i64.xor (global.get $b) (i64.const ${n})))`),
  fc.nat(70_000).map((n) => `(i32.store8 (i32.const ${n}) (global.get $a))`),
  fc.nat(60_000).map((n) => `(global.set $a (i32.load offset=${n} (i32.const 0)))`),
  fc.nat(2).map((n) => `(global.set $a (i32.add (global.get $a) (memory.grow (i32.const ${n}))))`),
  fc.constant('(if (i32.eqz (i32.rem_u (global.get $a) (i32.const 5))) (then (unreachable)))'),
);

describe('a rewritten module', () => {
  it('does what the original does: same trap or none, same memory, same globals', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.option(fc.nat(3)), (steps, more) => {
        const original = assemble(`(module (memory (export "memory") 1 ${more === null ? '' : 1 + more})
          (data (i32.const 100) "some text") (global $a (export "a") (mut i32) (i32.const 3))
          (global $b (export "b") (mut i64) (i64.const 4)) (func (export "run") ${steps.join('\n')}))`);
        const memory = new WebAssembly.Memory({
          initial: 1,
          ...(more === null ? {} : { maximum: 1 + more }),
        });
        const { bytes, globals } = rewrite(original);
        const plain = new WebAssembly.Instance(new WebAssembly.Module(original));
        const changed = new WebAssembly.Instance(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>), {
          atelier: { memory },
        });
        expect(runToEnd(changed)).toEqual(runToEnd(plain));
        expect(changed.exports.memory).toBe(memory);
        expect(globals.slice(0, 2).map((name) => value(changed, name))).toEqual([
          value(plain, 'a'),
          value(plain, 'b'),
        ]);
      }),
      { numRuns: 200 },
    );
  });
});

function runToEnd(instance: WebAssembly.Instance) {
  let trap: string | null = null;
  try {
    (instance.exports.run as () => void)();
  } catch (error) {
    trap = (error as Error).message;
  }
  const { buffer } = instance.exports.memory as WebAssembly.Memory;
  return {
    trap,
    memory: Buffer.from(buffer).toString('latin1'),
    a: value(instance, 'a'),
    b: value(instance, 'b'),
  };
}

function value(instance: WebAssembly.Instance, name: string): unknown {
  return (instance.exports[name] as WebAssembly.Global).value;
}
