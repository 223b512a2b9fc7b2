import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { packageModule } from '../../../src-main/packager/package-module.ts';
import { releaseFacts } from '../../../src-main/packager/release-facts.ts';
import { javaScriptSection } from '../../../src-main/toolchain/toolchain.ts';
import { assemble, customSection, join } from '../../support/assemble.ts';

function factsOf(wasm: Uint8Array<ArrayBuffer>) {
  return releaseFacts(packageModule(wasm), { flags: ['-O'], diagnostics: [] });
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
