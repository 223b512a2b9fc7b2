import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { duplicateProjectEntry, makeProjectEntry } from '../../../../src-main/workspace/files/make-entry.ts';
import { refusal } from '../../../support/control-plane.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

describe('makeProjectEntry', () => {
  it('makes an empty file or folder, and nothing over what is there', async () => {
    const folder = temporaryFolder();
    await makeProjectEntry(folder, 'lib', 'folder');
    await makeProjectEntry(folder, 'lib/greet.js', 'file');
    expect(statSync(join(folder, 'lib')).isDirectory()).toBe(true);
    expect(readFileSync(join(folder, 'lib/greet.js'), 'utf8')).toBe('');
    for (const path of ['lib', 'lib/greet.js'])
      expect((await refusal(() => makeProjectEntry(folder, path, 'file'))).code).toBe('conflict');
  });

  it('refuses a name that not every system takes', async () => {
    const folder = temporaryFolder();
    const { code, message } = await refusal(() => makeProjectEntry(folder, 'a:b.js', 'file'));
    expect({ code, message }).toEqual({ code: 'invalid-input', message: "A name can't have a : in it." });
  });
});

describe('duplicateProjectEntry', () => {
  it('copies files and whole folders beside themselves, under names that are free', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'lib'));
    writeFileSync(join(folder, 'lib/greet.js'), 'hello');
    expect(await duplicateProjectEntry(folder, 'lib/greet.js')).toBe('lib/greet-copy.js');
    expect(await duplicateProjectEntry(folder, 'lib/greet.js')).toBe('lib/greet-copy-2.js');
    expect(await duplicateProjectEntry(folder, 'lib')).toBe('lib-copy');
    expect(readFileSync(join(folder, 'lib-copy/greet-copy-2.js'), 'utf8')).toBe('hello');
    expect((await refusal(() => duplicateProjectEntry(folder, 'gone.js'))).code).toBe('not-found');
  });
});
