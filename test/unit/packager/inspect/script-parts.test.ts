import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scriptParts } from '../../../../src-main/packager/inspect/script-parts.ts';
import { bundleModules } from '../../../../src-main/toolchain/bundle-modules.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

it('tells the files of a bundle, those of packages under their package, and every byte', async () => {
  const folder = temporaryFolder();
  for (const name of ['@scope/words', 'plain']) {
    mkdirSync(join(folder, 'node_modules', name), { recursive: true });
    writeFileSync(join(folder, 'node_modules', name, 'package.json'), '{ "main": "main.js" }');
  }
  writeFileSync(join(folder, 'node_modules/@scope/words/main.js'), 'export const word = "grüße";\n');
  writeFileSync(join(folder, 'node_modules/plain/main.js'), `export const more = "${'x'.repeat(500)}";\n`);
  writeFileSync(
    join(folder, 'hello.js'),
    'import { word } from "@scope/words";\nimport { more } from "plain";\nprint(word, more);\n',
  );
  const { script } = await bundleModules({ entry: join(folder, 'hello.js'), folder, confined: false });

  const size = Buffer.byteLength(script);
  const parts = scriptParts(script, size);
  expect(parts.reduce((sum, part) => sum + part.size, 0)).toBe(size);
  expect(parts[0]).toMatchObject({ name: 'node_modules/plain/main.js', group: 'plain' });
  expect(parts).toContainEqual({
    name: 'node_modules/@scope/words/main.js',
    group: '@scope/words',
    size: expect.any(Number),
  });
  expect(parts).toContainEqual({ name: 'hello.js', group: 'script', size: expect.any(Number) });
});

it('leaves a script in one piece that nobody bundled', () => {
  expect(scriptParts('print(1)', 8)).toEqual([{ name: 'script', group: 'script', size: 8 }]);
});
