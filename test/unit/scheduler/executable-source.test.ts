import { expect, it } from 'vitest';
import { type Executable, executableVersion } from '../../../src-main/contract/executable.ts';
import { ExecutableSource } from '../../../src-main/scheduler/executable-source.ts';
import { assemble } from '../../support/assemble.ts';

const wasm = assemble('(module)');
const executable: Executable = {
  version: executableVersion,
  kind: 'javascript',
  moduleDigest: 'module',
  scriptDigest: 'script',
  wasmSize: 8,
  memory: { initialPages: 1, maximumPages: null, imported: true },
  globals: [],
  codeShifts: [],
  imageObstacles: [],
};

const untracked = async () => null;

it('compiles a module once for all who need it', async () => {
  const read: string[] = [];
  const source = new ExecutableSource(async (digest) => {
    read.push(digest);
    return digest === 'module' ? wasm : new TextEncoder().encode('"ü"');
  }, untracked);
  const [one, other] = await Promise.all([source.parts(executable), source.parts(executable)]);
  expect(one.script).toBe('"ü"');
  expect(one.module).toBe(other.module);
  expect(read.filter((digest) => digest === 'module')).toHaveLength(1);
});

it('says why a module can not be compiled, and tries again the next time', async () => {
  let bytes = new Uint8Array(wasm.subarray(0, 6));
  const source = new ExecutableSource(async () => bytes, untracked);
  const command: Executable = { ...executable, kind: 'command', scriptDigest: null };
  await expect(source.parts(command)).rejects.toMatchObject({ code: 'invalid-module' });
  bytes = wasm;
  expect((await source.parts(command)).module).toBeInstanceOf(WebAssembly.Module);
});
