import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { packageModule } from '../../../src-main/packager/package-module.ts';
import { releaseFacts, reportOfUpload } from '../../../src-main/packager/release-facts.ts';
import { buildSection, withBuildRecord } from '../../../src-main/toolchain/build-section.ts';
import { javaScriptSection } from '../../../src-main/toolchain/toolchain.ts';
import { assemble, customSection, join } from '../../support/assemble.ts';

function factsOf(wasm: Uint8Array<ArrayBuffer>) {
  return releaseFacts(packageModule(wasm), { toolchain: 'tool 1.0', flags: ['-O'], diagnostics: [] });
}

it('tells of a module what it exports, and that its stack traces will have no names', () => {
  expect(factsOf(assemble('(module (memory (export "memory") 1) (func (export "_start")))'))).toMatchObject({
    flags: ['-O'],
    exports: [
      { name: 'memory', kind: 'memory' },
      { name: '_start', kind: 'function' },
    ],
    warnings: [expect.stringContaining('no names of functions')],
  });
});

it('tells of a script nothing that is the engine’s own affair, and warns of nothing', () => {
  const quickJs = readFileSync(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm'));
  const script = customSection(javaScriptSection, new TextEncoder().encode('print(1)'));
  const facts = factsOf(join(quickJs, script));
  expect(facts).toMatchObject({ compilerOptimised: true, exports: [], warnings: [] });
  expect(JSON.stringify(facts).length, 'every list of releases carries it').toBeLessThan(2_000);
});

describe('the report of an upload', () => {
  const plain = assemble('(module (memory (export "memory") 1) (func (export "_start")))');
  const reportOf = (wasm: Uint8Array) => reportOfUpload(packageModule(wasm).source);

  it('is what its record says', () => {
    const record = { toolchain: 'rustc 1.95.0 (wasm32-wasip1)', flags: ['-C', 'opt-level=3'] };
    expect(reportOf(withBuildRecord(plain, record))).toEqual({ ...record, diagnostics: [] });
  });

  it.each([
    ['without a record', plain],
    ['with one that is no JSON', join(plain, customSection(buildSection, Uint8Array.of(1, 2)))],
    [
      'with one of another form',
      join(plain, customSection(buildSection, new TextEncoder().encode('{"flags":1}'))),
    ],
    ['with an endless one', withBuildRecord(plain, { toolchain: 'x'.repeat(100_000), flags: [] })],
  ])('is empty %s', (_, wasm) => {
    expect(reportOf(wasm)).toEqual({ toolchain: null, flags: [], diagnostics: [] });
  });
});
