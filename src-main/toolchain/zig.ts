import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AtelierError } from '../contract/errors.ts';
import { defineCompiler } from './define-compiler.ts';
import { findPrograms, rememberByFile } from './find-program.ts';
import { installHint } from './install-hint.ts';
import { outputFile, readOutput, runPlainCompiler } from './plain-compiler.ts';
import { outputOf } from './run-program.ts';
import { placeOfSource } from './source-place.ts';
import type { BuildInput } from './toolchain.ts';

const versionOf = rememberByFile((path) => outputOf(path, ['version']));

/** Zig: a file, or a project by its `build.zig`. */
export const zigCompiler = defineCompiler({
  name: 'Zig',
  find: async () => {
    const [path] = await findPrograms('zig', ['/usr/local/bin', '/usr/local/zig', '/opt/zig']);
    const version = path && (await versionOf(path));
    return path && version ? { path, version: `Zig ${version}` } : undefined;
  },
  hint: () =>
    installHint({
      dnf: 'zig',
      pacman: 'zig',
      brew: 'zig',
      winget: 'zig.zig',
      scoop: 'zig',
      otherwise: 'get it from https://ziglang.org/download and put it into PATH',
    }),
  build: async ({ path: program }, input) => {
    const place = await placeOfSource(input.path);
    const parameters = place.isProject ? projectParameters(input) : fileParameters(place.name, input);
    await runPlainCompiler({ program, parameters, folder: place.folder }, input);
    return place.isProject ? readProgram(join(input.folder, 'bin')) : readOutput(input);
  },
});

function fileParameters(name: string, input: BuildInput): string[] {
  return [
    ...['build-exe', name, '-target', 'wasm32-wasi', '-O', 'ReleaseSafe'],
    ...[...caches(input), `-femit-bin=${outputFile(input)}`],
  ];
}

function projectParameters(input: BuildInput): string[] {
  return [
    ...['build', '-Dtarget=wasm32-wasi', '-Doptimize=ReleaseSafe'],
    ...[...caches(input), '--prefix', input.folder],
  ];
}

function caches({ cache }: BuildInput): string[] {
  return ['--cache-dir', join(cache, 'zig'), '--global-cache-dir', join(cache, 'zig')];
}

async function readProgram(folder: string): Promise<Uint8Array> {
  const programs = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.wasm'));
  if (programs.length === 1) return readFile(join(folder, programs[0]!));
  throw new AtelierError(
    'invalid-input',
    `The project has to make one program, and made ${programs.length}. A function is one: install that alone in build.zig.`,
  );
}
