import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFiles, listEntries } from '../../../../src-main/workspace/files/list-entries.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

function project(paths: readonly string[]): string {
  const folder = temporaryFolder();
  for (const path of paths) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), 'text');
  }
  return folder;
}

describe('listEntries', () => {
  it('gives one level, folders first, heavy ones too', async () => {
    const folder = project(['b.js', 'a.js', 'src/deep/c.js', 'node_modules/x/index.js']);
    symlinkSync('/', join(folder, 'everything'));
    symlinkSync('gone', join(folder, 'nothing'));
    expect(await listEntries(folder, '')).toEqual([
      { path: 'node_modules', name: 'node_modules', kind: 'folder', size: 0 },
      { path: 'src', name: 'src', kind: 'folder', size: 0 },
      { path: 'a.js', name: 'a.js', kind: 'file', size: 4 },
      { path: 'b.js', name: 'b.js', kind: 'file', size: 4 },
    ]);
    expect((await listEntries(folder, 'src/deep')).map(({ path }) => path)).toEqual(['src/deep/c.js']);
  });
});

it('is in the order in which people look for a name', async () => {
  const folder = project(['file10.js', 'file2.js', 'README.md', 'atelier.json', 'zig.zig']);
  expect((await listEntries(folder, '')).map(({ name }) => name)).toEqual([
    'atelier.json',
    'file2.js',
    'file10.js',
    'README.md',
    'zig.zig',
  ]);
});

describe('findFiles', () => {
  it('finds files by letters in their order, the closest first, and none that tools wrote', async () => {
    const folder = project([
      'src/main.ts',
      'src/maintenance.ts',
      'm/a/i/n.txt',
      'main/z.ts',
      'node_modules/main.ts',
      '.git/main',
      'other.js',
    ]);
    const paths = async (text: string, limit = 10) =>
      (await findFiles(folder, text, limit)).map(({ path }) => path);
    expect(await paths('main')).toEqual(['src/main.ts', 'src/maintenance.ts', 'main/z.ts', 'm/a/i/n.txt']);
    expect(await paths('S Main TS')).toEqual(['src/main.ts', 'src/maintenance.ts']);
    expect(await paths('main', 1)).toEqual(['src/main.ts']);
    expect(await paths('zzz')).toEqual([]);
  });
});
