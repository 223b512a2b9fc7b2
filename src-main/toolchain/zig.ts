import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AtelierError } from '../contract/errors.ts';
import { defineCompiler } from './define-compiler.ts';
import { findPrograms, rememberByFile } from './find-program.ts';
import { installHint } from './install-hint.ts';
import { outputFile, readOutput, runPlainCompiler } from './plain-compiler.ts';
import { outputOf } from './run-program.ts';
import { placeOfSource } from './source-place.ts';
import type { BuildInput } from './toolchain.ts';

/** The standard library that templates and documentation are written for came with 0.16: `std.Io`, `std.process.Init`. */
const oldestMinor = 16;
/** Of what is wrong in the standard library, Zig hides who called it in the middle of a long list unless told so. */
const wholeTrace = '-freference-trace=100';

/** Zig: a file, or a project by its `build.zig`. */
export const zigCompiler = defineCompiler({
  name: 'Zig',
  find: findZig,
  hint: () =>
    installHint({
      dnf: 'zig',
      pacman: 'zig',
      brew: 'zig',
      winget: 'zig.zig',
      scoop: 'zig',
      otherwise: 'pipx install ziglang (or get it from https://ziglang.org/download and put it into PATH)',
    }),
  build: async ({ path: program, version }, input) => {
    const place = await placeOfSource(input.path);
    const parameters = place.isProject ? projectParameters(input) : fileParameters(place.name, input);
    // what its packages are fetched into stays the author's own: a compiler without network finds them there
    const environment = { ZIG_LOCAL_CACHE_DIR: join(input.cache, 'zig') };
    const advice = (text: string) => adviceOn(text, version);
    await runPlainCompiler({ program, parameters, folder: place.folder, environment, advice }, input);
    return place.isProject ? readProgram(join(input.folder, 'bin')) : readOutput(input);
  },
});

/** `zig env` writes JSON or, newer ones, ZON: in both these two are strings. */
const describeZig = rememberByFile(async (path) => {
  const text = (await outputOf(path, ['env'])) ?? '';
  const [program, version] = ['zig_exe', 'version'].map(
    (key) => new RegExp(`\\b${key}"?\\s*[=:]\\s*("[^"]*")`).exec(text)?.[1],
  );
  return program && version
    ? { path: JSON.parse(program) as string, version: `Zig ${JSON.parse(version)}` }
    : undefined;
});

/** Zig itself, otherwise that of the Python package `ziglang`, whose program only passes on to it. */
async function findZig() {
  const programs = await findPrograms('zig', ['/usr/local/bin', '/usr/local/zig', '/opt/zig']);
  const inPython = await findPrograms('python-zig', ['/usr/local/bin', join(homedir(), '.local/bin')]);
  for (const path of [...programs, ...inPython]) {
    const found = await describeZig(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The module is named: otherwise a file `std.zig` would stand in for the standard library. */
function fileParameters(name: string, input: BuildInput): string[] {
  return [
    ...['build-exe', '-target', 'wasm32-wasi', '-O', 'ReleaseSafe', wholeTrace, `-Mroot=${name}`],
    ...['--name', 'function', `-femit-bin=${outputFile(input)}`],
  ];
}

function projectParameters(input: BuildInput): string[] {
  return ['build', '-Dtarget=wasm32-wasi', '--release=safe', wholeTrace, '--prefix', input.folder];
}

function adviceOn(text: string, version: string): string {
  if (/invalid option: "?-?D?target\b/.test(text))
    return '\nbuild.zig has to take its target from b.standardTargetOptions(.{}): functions are built for wasm32-wasi.';
  const [, major, minor] = /(\d+)\.(\d+)/.exec(version) ?? [];
  if (major !== '0' || Number(minor) >= oldestMinor) return '';
  return `\nThis is ${version}. Atelier’s templates and examples are written for 0.${oldestMinor} or newer, which has another standard library.`;
}

async function readProgram(folder: string): Promise<Uint8Array> {
  const programs = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.wasm'));
  if (programs.length === 1) return readFile(join(folder, programs[0]!));
  throw new AtelierError(
    'invalid-input',
    `The project has to make one program, and made ${programs.length}. A function is one: install that alone in build.zig.`,
  );
}
