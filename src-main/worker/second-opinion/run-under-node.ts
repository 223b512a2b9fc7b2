import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WASI } from 'node:wasi';
import { haltOfError } from '../halt-of-error.ts';
import type { ProgramInput, ProgramOutcome } from './other-engine.ts';

/** Runs a command under `node:wasi`, whose standard streams have to be files: those of a temporary folder. */
export function runUnderNode(wasm: Uint8Array, input: ProgramInput): ProgramOutcome {
  const folder = mkdtempSync(join(tmpdir(), 'atelier-second-opinion-'));
  const file = (name: string) => join(folder, name);
  writeFileSync(file('stdin'), input.stdin);
  const [stdin, stdout, stderr] = [
    openSync(file('stdin'), 'r'),
    openSync(file('stdout'), 'w'),
    openSync(file('stderr'), 'w'),
  ];
  try {
    const wasi = new WASI({
      version: 'preview1',
      args: [...input.arguments],
      env: input.environment,
      returnOnExit: true,
      ...{ stdin, stdout, stderr },
    });
    const halt = start(wasi, new WebAssembly.Module(new Uint8Array(wasm)));
    return { halt, stdout: readFileSync(file('stdout')), stderr: readFileSync(file('stderr')) };
  } finally {
    for (const descriptor of [stdin, stdout, stderr]) closeSync(descriptor);
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(wasi: WASI, module: WebAssembly.Module) {
  try {
    const imports = wasi.getImportObject() as WebAssembly.Imports;
    return { kind: 'exit', code: wasi.start(new WebAssembly.Instance(module, imports)) } as const;
  } catch (error) {
    return haltOfError(error);
  }
}
