import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldersLike, typedFolder } from '../../../../src-main/workspace/files/typed-folder.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

describe('typedFolder', () => {
  it('takes whole paths and those below the home folder, and nothing that depends on where we run', () => {
    expect(typedFolder(' /srv//shop/ ')).toMatch(/^\/srv\/shop\/?$/);
    expect(typedFolder('~/shop')).toBe(join(homedir(), 'shop'));
    expect(() => typedFolder('shop')).toThrow('does not say where it is');
    expect(() => typedFolder('~ada/shop')).toThrow('does not say where it is');
  });
});

describe('foldersLike', () => {
  it('completes the last name, in any case, with folders alone', async () => {
    const folder = temporaryFolder();
    for (const name of ['shop', 'Shopping', 'other', '.hidden']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'shop.txt'), '');
    const named = (...names: string[]) => names.map((name) => join(folder, name));
    expect(await foldersLike(join(folder, 'sho'))).toEqual(named('Shopping', 'shop'));
    expect(await foldersLike(`${folder}/`)).toEqual(named('Shopping', 'other', 'shop'));
    expect(await foldersLike(join(folder, '.h'))).toEqual(named('.hidden'));
    expect(await foldersLike('sho')).toEqual([]);
    expect(await foldersLike(join(folder, 'none/at/all'))).toEqual([]);
  });
});
