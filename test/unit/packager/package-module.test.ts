import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { executableVersion } from '../../../src-main/contract/executable.ts';
import { quickJsExports } from '../../../src-main/contract/quickjs-exports.ts';
import {
  type PackagedModule,
  packageModule,
  packageModuleInThreads,
} from '../../../src-main/packager/package-module.ts';
import { assemble, customSection, join } from '../../support/assemble.ts';

const quickJs = readFileSync(
  createRequire(import.meta.url)
    .resolve('quickjs-wasi/package.json')
    .replace('package.json', 'quickjs.wasm'),
);

describe('packageModule', () => {
  it('describes a command', () => {
    const wasm = assemble(`(module (memory (export "memory") 17 100) (global (mut i32) (i32.const 1))
      (func (export "_start") (drop (memory.grow (i32.const 1)))))`);
    const packaged = packageModule(wasm);
    expect(packaged).toMatchObject({
      script: null,
      growsMemory: true,
      executable: {
        version: executableVersion,
        kind: 'command',
        wasmSize: wasm.length,
        memory: { initialPages: 17, maximumPages: 100, imported: true },
        globals: ['atelier.global.0', 'atelier.refused'],
        imageObstacles: [],
      },
    });
    expect(WebAssembly.validate(packaged.module as Uint8Array<ArrayBuffer>)).toBe(true);
    expect(packageModule(wasm)).toEqual(packaged);
  });

  it('runs what has no memory', () => {
    expect(packageModule(assemble('(module (func (export "_start")))')).executable.memory).toEqual({
      initialPages: 0,
      maximumPages: null,
      imported: false,
    });
  });

  it.each([
    [
      'a table that is written',
      '(table 1 funcref) (func (table.set (i32.const 0) (ref.null func)))',
      /^table\.set/,
    ],
    ['a vector global', '(global (mut v128) (v128.const i64x2 0 0))', /global of type v128/],
    [
      'hostcalls before the invocation',
      '(import "env" "host_tcp_connect" (func $c (param i32 i32 i32 i32))) (start $s) (func $s (call $c (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))',
      /^the start section/,
    ],
  ])('says why an image does not apply: %s', (_, fields, reason) => {
    const { executable } = packageModule(assemble(`(module ${fields} (func (export "_start")))`));
    expect(executable.imageObstacles).toEqual([expect.stringMatching(reason)]);
  });

  it('takes the script out of a JavaScript release, so that every function shares one module', () => {
    const scripts = ['console.log("one")', 'console.log("zwei, drei ✓")'];
    const releases = scripts.map((script) =>
      packageModule(join(quickJs, customSection('atelier.javascript', new TextEncoder().encode(script)))),
    );
    expect(releases.map(({ script }) => script)).toEqual(scripts);
    expect(releases[0]!.module).toEqual(releases[1]!.module);
    expect(releases[0]!.executable).toMatchObject({ kind: 'javascript', imageObstacles: [] });
  });

  it('leaves of the exports of that module the functions that a worker calls', () => {
    const { module } = packageModule(join(quickJs, customSection('atelier.javascript', [])));
    const exported = WebAssembly.Module.exports(new WebAssembly.Module(module as Uint8Array<ArrayBuffer>));
    const functions = exported.filter(({ kind }) => kind === 'function').map(({ name }) => name);
    expect(functions.toSorted()).toEqual(quickJsExports.toSorted());
    expect(exported.map(({ name }) => name)).toContain('__stack_pointer');
  });

  it('refuses a script in any other module', () => {
    const module = assemble('(module (memory 1) (func (export "_start")))');
    expect(() => packageModule(join(module, customSection('atelier.javascript', [])))).toThrow(
      expect.objectContaining({
        code: 'invalid-module',
        message: expect.stringMatching(/not the QuickJS runtime/),
      }),
    );
  });

  it('makes a valid module of damaged bytes, or says what is wrong: nothing else', () => {
    const whole =
      assemble(`(module (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
      (memory (export "memory") 1) (table 2 funcref) (elem (i32.const 0) func $f) (global $g (mut i64) (i64.const 1))
      (func $f (param i32) (if (local.get 0) (then (call $f (i32.const 0)))) (global.set $g (i64.const 7)))
      (func (export "_start") (call $f (i32.const 1))) (data (i32.const 0) "text"))`);
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(damage, fc.nat(whole.length), (changes, length) => {
        const bytes = Uint8Array.from(whole);
        for (const [offset, value] of changes) bytes[offset] = value;
        for (const candidate of [bytes, bytes.subarray(0, length)]) expectVerdict(candidate);
      }),
      { numRuns: 2_000 },
    );
  });

  it('comes to the same with the validation in other threads, also where it refuses', async () => {
    const whole = assemble('(module (memory 1) (func (export "_start") (drop (memory.grow (i32.const 1)))))');
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Uint8Array.from(whole);
        for (const [offset, value] of changes) bytes[offset] = value;
        expect(await verdict(() => packageModuleInThreads(bytes))).toEqual(
          await verdict(() => packageModule(bytes)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('does not take the runtime alone for a function', () => {
    expect(() => packageModule(quickJs)).toThrow(expect.objectContaining({ code: 'invalid-module' }));
  });
});

/** What is made of a module, or why it is refused. */
async function verdict(make: () => PackagedModule | Promise<PackagedModule>) {
  try {
    return await make();
  } catch (error) {
    return { refusal: (error as Error).message };
  }
}

function expectVerdict(bytes: Uint8Array): void {
  try {
    const { module } = packageModule(bytes);
    expect(WebAssembly.validate(module as Uint8Array<ArrayBuffer>)).toBe(true);
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid-module' });
  }
}
