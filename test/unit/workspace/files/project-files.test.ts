import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { trashProjectFile } from '../../../../src-main/workspace/files/file-trash.ts';
import { duplicateProjectEntry, makeProjectEntry } from '../../../../src-main/workspace/files/make-entry.ts';
import {
  dropProjectFiles,
  readFirstBytes,
  readProjectFile,
  writeProjectFile,
} from '../../../../src-main/workspace/files/project-files.ts';
import { renameProjectEntry } from '../../../../src-main/workspace/files/rename-entry.ts';
import { refusal } from '../../../support/control-plane.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

let folder: string;
let outside: string;

beforeEach(() => {
  const root = temporaryFolder();
  folder = join(root, 'project');
  outside = join(root, 'outside');
  for (const path of [folder, outside]) mkdirSync(path);
  writeFileSync(join(outside, 'secret'), 'keep out');
  symlinkSync(outside, join(folder, 'way-out'));
  writeFileSync(join(folder, 'hello.js'), 'one');
});

async function codeOf(call: () => unknown): Promise<string> {
  return (await refusal(call)).code;
}

describe('the files of a project', () => {
  it('give as many bytes of their beginning as are wanted', async () => {
    const { bytes, size } = await readFirstBytes(folder, 'hello.js', 2);
    expect([Buffer.from(bytes).toString(), size]).toEqual(['on', 3]);
    expect(Buffer.from((await readFirstBytes(folder, 'hello.js', 9)).bytes).toString()).toBe('one');
    expect(await codeOf(() => readFirstBytes(folder, 'none.js', 9))).toBe('not-found');
    expect(await codeOf(() => readFirstBytes(folder, 'way-out/secret', 9))).toBe('forbidden');
  });

  it('are not replaced where they are read-only', async () => {
    const { version } = await readProjectFile(folder, 'hello.js');
    chmodSync(join(folder, 'hello.js'), 0o444);
    const refused = await refusal(() => writeProjectFile(folder, 'hello.js', { text: 'two', version }));
    expect(refused).toMatchObject({ code: 'forbidden', message: expect.stringContaining('is read-only') });
    expect(readFileSync(join(folder, 'hello.js'), 'utf8')).toBe('one');
  });

  it.each([
    '../outside/secret',
    '/etc/passwd',
    'way-out/secret',
    'way-out/new',
    'a/../../outside/secret',
    'a\0b',
  ])('never leave its folder by %j', async (path) => {
    const calls = [
      () => readProjectFile(folder, path),
      () => writeProjectFile(folder, path, { text: '', version: null }),
      () => renameProjectEntry(folder, path, 'stolen'),
      () => renameProjectEntry(folder, 'hello.js', path),
      () => makeProjectEntry(folder, path, 'file'),
      () => duplicateProjectEntry(folder, path),
      () => trashProjectFile(folder, path, new Date()),
      () => dropProjectFiles(folder, '', [{ path, bytes: new Uint8Array() }]),
    ];
    for (const call of calls) expect(await codeOf(call)).toBe('forbidden');
    expect(readdirSync(outside)).toEqual(['secret']);
    expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('keep out');
  });

  it('are saved whole, and only over what was read', async () => {
    const { version } = await readProjectFile(folder, 'hello.js');
    const saved = await writeProjectFile(folder, 'hello.js', { text: 'two', version });
    expect(saved).toMatchObject({ text: 'two', size: 3 });
    const save = (given: string | null) =>
      writeProjectFile(folder, 'hello.js', { text: 'three', version: given });
    expect(await codeOf(() => save(version))).toBe('conflict');
    expect(await codeOf(() => save(null))).toBe('conflict');
    expect(readFileSync(join(folder, 'hello.js'), 'utf8')).toBe('two');
    await save(saved.version);
    expect(await readProjectFile(folder, 'hello.js')).toMatchObject({ text: 'three' });
    expect(readdirSync(folder).sort()).toEqual(['hello.js', 'way-out']);
  });

  it('are made with the folders that they lie in', async () => {
    await writeProjectFile(folder, 'a/b/new.js', { text: 'new', version: null });
    expect(readFileSync(join(folder, 'a/b/new.js'), 'utf8')).toBe('new');
    expect(await codeOf(() => readProjectFile(folder, 'a/c.js'))).toBe('not-found');
  });

  it('are not shown as text where they are none', async () => {
    writeFileSync(join(folder, 'binary'), Uint8Array.of(0, 97, 115, 109));
    writeFileSync(join(folder, 'latin'), Uint8Array.of(0xe9));
    for (const name of ['binary', 'latin']) expect((await readProjectFile(folder, name)).text).toBeNull();
  });

  it('are not overwritten by a drop', async () => {
    const bytes = new Uint8Array(3);
    expect(await codeOf(() => dropProjectFiles(folder, '', [{ path: 'hello.js', bytes }]))).toBe('conflict');
    await dropProjectFiles(folder, 'dropped', [{ path: 'deep/file', bytes }]);
    expect(await readProjectFile(folder, 'dropped/deep/file')).toMatchObject({ size: 3 });
  });
});
