import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSourceFile } from '../../../../src-main/headless/clever/source-file.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const wasm = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

function file(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

describe('readSourceFile', () => {
  it.each([
    ['a.js', 'JAVA_SCRIPT'],
    ['a.mjs', 'JAVA_SCRIPT'],
    ['a.ts', 'ASSEMBLY_SCRIPT'],
    ['a.rs', 'RUST'],
    ['A.GO', 'TINY_GO'],
  ])('tells %s by its extension', async (name, platform) => {
    expect(await readSourceFile(file(name, 'source'), undefined)).toMatchObject({
      name,
      platform,
      isWasm: false,
    });
  });

  it('tells WebAssembly by its content, whatever it is called', async () => {
    expect(await readSourceFile(file('a.wasm', wasm), undefined)).toMatchObject({ isWasm: true });
    expect(await readSourceFile(file('module', wasm), undefined)).toMatchObject({ isWasm: true });
  });

  it('takes the platform that was named', async () => {
    expect(await readSourceFile(file('a.txt', 'source'), 'TINY_GO')).toMatchObject({ platform: 'TINY_GO' });
  });

  it('lists the kinds where it can not tell', async () => {
    await expect(readSourceFile(file('a.py', 'print(1)'), undefined)).rejects.toThrow(/\.js.*\.rs.*\.wasm/);
  });

  it('refuses a .wasm that is none', async () => {
    await expect(readSourceFile(file('a.wasm', 'text'), 'RUST')).rejects.toThrow(/not WebAssembly/);
  });

  it('says what is wrong with a path', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'sub.js'));
    await expect(readSourceFile(join(folder, 'none.js'), undefined)).rejects.toThrow(
      /There is no file .*none\.js/,
    );
    await expect(readSourceFile(join(folder, 'sub.js'), undefined)).rejects.toThrow(/is a folder/);
  });
});
