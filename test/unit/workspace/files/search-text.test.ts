import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { searchText } from '../../../../src-main/workspace/files/search-text.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

function project(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

it('finds lines in any case, by file, and shows the match of a long line', async () => {
  const folder = project({
    'b.js': 'one\r\nsay Hello\r\n',
    'a/c.js': `hello\n${'x'.repeat(500)} HELLO ${'y'.repeat(500)}`,
    'node_modules/d.js': 'hello',
    'e.bin': new Uint8Array([0, ...Buffer.from('hello')]),
    'f.txt': `hello${' '.repeat(1024 * 1024)}`,
  });
  const found = await searchText(folder, 'hello', { limit: 10 });
  expect(found.map(({ path, line }) => `${path}:${line}`)).toEqual(['a/c.js:1', 'a/c.js:2', 'b.js:2']);
  expect(found[1]?.text).toContain('HELLO');
  expect(found[1]?.text.length).toBeLessThanOrEqual(200);
  expect(await searchText(folder, 'hello', { limit: 1 })).toHaveLength(1);
});

it('finds nothing for blanks, and stops once nobody waits', async () => {
  const folder = project({ 'a.js': 'a b' });
  expect(await searchText(folder, ' ', { limit: 10 })).toEqual([]);
  expect(await searchText(folder, 'a', { limit: 10, signal: AbortSignal.abort() })).toEqual([]);
});
