import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildFunction } from '../../../../src-main/workspace/build/build-function.ts';
import { assemble } from '../../../support/assemble.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

function build(name: string, content: string | Uint8Array) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), content);
  return buildFunction(folder, 'hello', { source: name });
}

describe('a ready-made module', () => {
  it('is uploaded as it is', async () => {
    const wasm = assemble('(module (func (export "_start")))');
    const { upload } = await build('hello.wasm', wasm);
    expect(upload).toMatchObject({ name: 'hello.wasm', isWasm: true });
    expect(Buffer.compare(upload.bytes, wasm)).toBe(0);
  });

  it('is refused where it is none, before the cloud takes it for source', async () => {
    await expect(build('hello.wasm', '(module)')).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('hello.wasm is not WebAssembly'),
    });
  });
});
