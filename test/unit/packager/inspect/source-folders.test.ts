import { expect, it } from 'vitest';
import { sourceFolders } from '../../../../src-main/packager/inspect/source-folders.ts';
import { debugModule } from '../../../support/debug-module.ts';

const spanAt = (codeStart: number, from: number, to: number) => ({
  start: codeStart + from,
  end: codeStart + to,
});

it.each([4, 5] as const)('tells where functions were written, by DWARF %i', (version) => {
  const { wasm, codeStart } = debugModule(version);
  const [known, unknown] = [spanAt(codeStart, 0x10, 0x30), spanAt(codeStart, 0x31, 0x32)];
  expect(sourceFolders(wasm, [known, unknown])).toEqual(new Map([[known, '/source']]));
});

it('says nothing where there is no DWARF, or none that can be read', () => {
  const { wasm, codeStart } = debugModule(5);
  const body = spanAt(codeStart, 0x10, 0x30);
  expect(sourceFolders(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0), [body])).toEqual(new Map());
  expect(sourceFolders(wasm.subarray(0, wasm.length - 20), [body])).toEqual(new Map());
});
