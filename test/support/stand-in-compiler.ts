import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { BuildInput, Compiler } from '../../src-main/toolchain/toolchain.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A build of a compiler that a program stands in for. */
export interface StandInBuild {
  /** What it wrote into the build log. */
  readonly log: string;
  readonly wasm: Uint8Array;
}

/**
 * Puts a shell script of that name first in PATH, for the running test. It finds the shell's own words, `$1` and so on,
 * and in $TMPDIR the build's own folder.
 */
export function standIn(name: string, script: string): void {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', [folder, process.env.PATH].join(delimiter));
  onTestFinished(() => void vi.unstubAllEnvs());
}

/** Builds a source file, or the project in its folder. Throws what the compiler throws. */
export async function buildWith(
  compiler: Compiler,
  file: string,
  project: 'file' | 'project' = 'file',
): Promise<StandInBuild> {
  const source = temporaryFolder();
  writeFileSync(join(source, file), '');
  const lines: string[] = [];
  const input: BuildInput = {
    path: project === 'file' ? join(source, file) : source,
    folder: temporaryFolder(),
    cache: temporaryFolder(),
    log: (text) => lines.push(text),
  };
  const wasm = await compiler.build(input);
  return { log: lines.join('\n'), wasm };
}
