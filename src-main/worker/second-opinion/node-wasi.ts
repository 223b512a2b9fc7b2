import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WASI } from 'node:wasi';
import { preview0Module } from '../../contract/hostcalls.ts';
import type { Halt } from '../../contract/invocation.ts';
import { haltOfError } from '../halt-of-error.ts';
import type { OtherWasi, ProgramInput } from './other-wasi.ts';

/** Opens `node:wasi`, whose standard streams have to be files: those of a temporary folder. It gets no other one. */
export function openNodeWasi(module: WebAssembly.Module, input: ProgramInput): OtherWasi {
  const folder = mkdtempSync(join(tmpdir(), 'atelier-second-opinion-'));
  const file = (name: string) => join(folder, name);
  writeFileSync(file('stdin'), input.stdin);
  const streams = {
    stdin: openSync(file('stdin'), 'r'),
    stdout: openSync(file('stdout'), 'w'),
    stderr: openSync(file('stderr'), 'w'),
  };
  const isOld = WebAssembly.Module.imports(module).some((entry) => entry.module === preview0Module);
  const wasi = new WASI({
    version: isOld ? 'unstable' : 'preview1',
    args: [...input.arguments],
    env: input.environment,
    returnOnExit: true,
    ...streams,
  });
  return {
    imports: wasi.getImportObject() as WebAssembly.Imports,
    start: (instance) => start(wasi, instance),
    outputs: () => ({ stdout: readFileSync(file('stdout')), stderr: readFileSync(file('stderr')) }),
    close: () => {
      for (const descriptor of Object.values(streams)) closeSync(descriptor);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function start(wasi: WASI, instance: WebAssembly.Instance): Halt {
  try {
    return { kind: 'exit', code: wasi.start(instance) };
  } catch (error) {
    return haltOfError(error);
  }
}
