import { describe, expect, it } from 'vitest';
import { hostcalls } from '../../../../src-main/contract/hostcalls.ts';
import { capabilitiesOf, purposeOf } from '../../../../src-main/packager/inspect/capabilities.ts';
import { diffModules } from '../../../../src-main/packager/inspect/diff-modules.ts';
import { inspectModule } from '../../../../src-main/packager/inspect/inspect-module.ts';
import { assemble, customSection, join } from '../../../support/assemble.ts';

const text = (value: string) => [value.length, ...new TextEncoder().encode(value)];
const program = `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
  (memory (export "memory") 2 16)
  (func $main.main (export "_start")
    (memory.fill (i32.const 0) (i32.const 0) (i32.const 8))
    (drop (i32.extend8_s (i32.const 1)))))`;

describe('a report', () => {
  it('says what a module consists of', () => {
    const producers = [1, ...text('processed-by'), 1, ...text('rustc'), ...text('1.90.0')];
    const features = [2, 0x2b, ...text('mutable-globals'), 0x2d, ...text('atomics')];
    const wasm = join(
      assemble(program),
      customSection('producers', producers),
      customSection('target_features', features),
    );
    const report = inspectModule(wasm);
    expect(report).toMatchObject({
      size: wasm.length,
      functions: [{ name: 'main.main', group: 'main' }],
      functionCount: 1,
      imports: [
        {
          module: 'wasi_snapshot_preview1',
          name: 'fd_write',
          kind: 'function',
          purpose: 'writes to stdout, stderr, files and sockets',
        },
        { name: 'clock_time_get', purpose: 'reads the time' },
      ],
      exports: [
        { name: 'memory', kind: 'memory' },
        { name: '_start', kind: 'function' },
      ],
      memory: { initialPages: 2, maximumPages: 16 },
      producers: [{ field: 'processed-by', name: 'rustc', version: '1.90.0' }],
      features: ['bulk-memory', 'mutable-globals', 'sign-ext'],
      capabilities: ['clock', 'output'],
      environmentKeys: [],
      imageObstacles: [],
    });
    const sum = report.sections.reduce((total, { size }) => total + size, 0);
    expect(sum, 'all of the file but its header').toBe(wasm.length - 8);
  });

  it('says why images do not apply', () => {
    const wasm = assemble(`(module (memory (export "memory") 1) (table 1 funcref)
      (func $f (export "_start") (table.set (i32.const 0) (ref.null func))))`);
    expect(inspectModule(wasm).imageObstacles).toEqual([expect.stringContaining('table.set')]);
  });

  it('leaves out what it can’t read of sections that are for people', () => {
    const wasm = join(
      assemble(program),
      customSection('producers', [9, 9]),
      customSection('target_features', [9]),
    );
    expect(inspectModule(wasm)).toMatchObject({ producers: [], features: ['bulk-memory', 'sign-ext'] });
  });

  it('refuses what is no module', () => {
    expect(() => inspectModule(new Uint8Array(8))).toThrow(
      expect.objectContaining({ code: 'invalid-module' }),
    );
  });
});

describe('capabilities', () => {
  it('name a purpose for every hostcall', () => {
    for (const { module, name } of hostcalls.filter((call) => call.module !== 'host'))
      expect(purposeOf(module, name), name).not.toBe('of the runtime’s own');
    expect(purposeOf('wasi_unstable', 'fd_write')).toBe(purposeOf('wasi_snapshot_preview1', 'fd_write'));
    expect(purposeOf('env', 'fd_write')).toBe('of the runtime’s own');
  });

  it('are what the imports allow', () => {
    expect(
      capabilitiesOf([
        { module: 'env', name: 'host_tcp_connect' },
        { module: 'wasi_snapshot_preview1', name: 'path_open' },
        { module: 'wasi_snapshot_preview1', name: 'proc_exit' },
      ]),
    ).toEqual(['network', 'files']);
  });
});

it('a diff says what came, went and changed in size', () => {
  const before = inspectModule(assemble(program));
  const after = inspectModule(
    assemble(`(module
      (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
      (memory (export "memory") 2 16)
      (func $main.main (export "_start"))
      (func $main.helper))`),
  );
  expect(diffModules(before, after)).toEqual({
    sizeBefore: before.size,
    sizeAfter: after.size,
    functions: [
      { name: 'main.main', before: expect.any(Number), after: 1 },
      { name: 'main.helper', before: 0, after: 1 },
    ],
    importsAdded: ['wasi_snapshot_preview1.random_get'],
    importsRemoved: ['wasi_snapshot_preview1.clock_time_get'],
    capabilitiesAdded: ['random'],
    capabilitiesRemoved: ['clock'],
    environmentKeysAdded: [],
    environmentKeysRemoved: [],
  });
});
