import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renameProjectEntry } from '../../../../src-main/workspace/files/rename-entry.ts';
import { refusal } from '../../../support/control-plane.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const manifest = `{
  // what is deployed
  "functions": {
    "one": { "source": "src/one.js", "watch": ["shared", "src"] },
    "two": { "source": "./src", "language": "rust" }, // a folder
    "three": { "source": "srcs/three.js" },
  },
}
`;

describe('renameProjectEntry', () => {
  it('moves a folder, and the manifest follows to the letter', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'atelier.json'), manifest);
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src/one.js'), '1');
    await renameProjectEntry(folder, 'src', 'code/main');
    expect(readFileSync(join(folder, 'code/main/one.js'), 'utf8')).toBe('1');
    expect(readFileSync(join(folder, 'atelier.json'), 'utf8')).toBe(
      manifest
        .replace('"src/one.js"', '"code/main/one.js"')
        .replace('"./src"', '"code/main"')
        .replace('"src"]', '"code/main"]'),
    );
  });

  it('leaves a manifest that is none as it is', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'atelier.json'), '{ broken');
    writeFileSync(join(folder, 'a.js'), '');
    await renameProjectEntry(folder, 'a.js', 'b.js');
    expect(readFileSync(join(folder, 'atelier.json'), 'utf8')).toBe('{ broken');
  });

  it.each([
    ['a.js', 'b.js', 'conflict'],
    ['gone.js', 'c.js', 'not-found'],
    ['a.js', 'CON', 'invalid-input'],
    ['lib', 'lib/inner', 'invalid-input'],
    ['.', 'elsewhere', 'forbidden'],
  ])('refuses to move %j to %j', async (from, to, code) => {
    const folder = temporaryFolder();
    for (const name of ['a.js', 'b.js']) writeFileSync(join(folder, name), name);
    mkdirSync(join(folder, 'lib'));
    expect((await refusal(() => renameProjectEntry(folder, from, to))).code).toBe(code);
    expect(readFileSync(join(folder, 'b.js'), 'utf8')).toBe('b.js');
  });
});
