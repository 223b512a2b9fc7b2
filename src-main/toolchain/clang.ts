import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { AtelierError } from '../contract/errors.ts';
import { type CompilerDescription, defineCompiler, type FoundCompiler } from './define-compiler.ts';
import { findPrograms, rememberByFile } from './find-program.ts';
import { findSources } from './find-sources.ts';
import { installHint } from './install-hint.ts';
import { outputFile, readOutput, runPlainCompiler } from './plain-compiler.ts';
import { buildPortably } from './portable-clang/build-portably.ts';
import { portableClangPackage } from './portable-clang/pinned-package.ts';
import {
  findPortableClang,
  type PortableClang,
  portableClangInstall,
} from './portable-clang/portable-clang.ts';
import { outputOf } from './run-program.ts';
import { folderInRoot, placeOfSource, type SourcePlace } from './source-place.ts';
import type { BuildInput, Compiler } from './toolchain.ts';

type Clang = FoundCompiler &
  (
    | {
        readonly kind: 'native';
        /** Where WASI's headers and libraries are. */
        readonly sysroot: string;
      }
    | { readonly kind: 'portable'; readonly clang: PortableClang }
  );

/** What C and C++ differ in. */
export interface ClangLanguage {
  readonly name: string;
  readonly program: 'clang' | 'clang++';
  readonly options: readonly string[];
  /** Of the files that a project is made of. */
  readonly extensions: readonly string[];
  /** A file of the sysroot's library, without which the language can't be linked. */
  readonly library: string;
  /** What the linker is told of it where no driver does so. */
  readonly libraries: readonly string[];
  readonly packages: Pick<Parameters<typeof installHint>[0], 'apt' | 'dnf' | 'pacman' | 'brew'>;
}

const target = 'wasm32-wasi';
/** Where Debian, Arch, Fedora and Homebrew put WASI's C library. */
const systemRoots = [
  '/usr',
  '/usr/share/wasi-sysroot',
  '/usr/wasm32-wasi',
  '/opt/homebrew/share/wasi-sysroot',
  '/usr/local/share/wasi-sysroot',
];
/**
 * Optimised as by -O2, and with what stacks need to name lines. The compiler alone is told so: a driver that hears it
 * runs wasm-opt where there is one, which loses the names and makes the lines wrong.
 */
const codeOptions = [
  ...['-O2', '-vectorize-loops', '-vectorize-slp'].flatMap((option) => ['-Xclang', option]),
  '-gline-tables-only',
];
/** Debian packs the linker and the library of built-in functions on their own. */
const missingPart = /\bwasm-ld\S* doesn't exist|cannot open \S*libclang_rt|unable to find library -lclang_rt/;
const versionOf = rememberByFile((path) => outputOf(path, ['--version']));

/**
 * A compiler by clang: that of $WASI_SDK_PATH, otherwise the system's with a sysroot beside it, otherwise the one that
 * runs in the executor, where the user has had it fetched.
 */
export function clangCompiler(language: ClangLanguage): Compiler {
  const description: CompilerDescription<Clang> = {
    name: language.name,
    find: async () => (await findNative(language)) ?? (await findPortable(language)),
    hint: () => installation(language),
    build: (found, input) => build(found, language, input),
  };
  return defineCompiler(description);
}

async function installation({ packages }: ClangLanguage): Promise<string> {
  const otherwise = 'get the WASI SDK from https://github.com/WebAssembly/wasi-sdk and set WASI_SDK_PATH';
  const onSystem = await installHint({ ...packages, otherwise });
  return `${onSystem} (or, for Atelier alone: ${portableClangInstall})`;
}

async function findNative(language: ClangLanguage): Promise<Clang | undefined> {
  const kit = process.env.WASI_SDK_PATH;
  const places: [folder: string | undefined, roots: string[]][] = [
    ...(kit ? [[join(kit, 'bin'), [join(kit, 'share/wasi-sysroot')]] as [string, string[]]] : []),
    [undefined, systemRoots],
  ];
  for (const [folder, roots] of places) {
    const sysroot = await firstAsync(roots, (root) => hasLibrary(root, language.library));
    if (sysroot === undefined) continue;
    const programs = await findPrograms(language.program, folder === undefined ? [] : [folder]);
    const path = folder === undefined ? programs[0] : programs.find((program) => program.startsWith(folder));
    const version = path && /clang version (\S+)/.exec((await versionOf(path)) ?? '')?.[1];
    if (path && version)
      return {
        kind: 'native',
        path,
        sysroot,
        version: `${language.program} ${version.split('-')[0]} (${target})`,
      };
  }
  return undefined;
}

async function findPortable({ program }: ClangLanguage): Promise<Clang | undefined> {
  const clang = await findPortableClang();
  if (clang === undefined) return undefined;
  const version = `${program} ${portableClangPackage.version} (in Atelier’s executor)`;
  return { kind: 'portable', path: clang.module, version, clang };
}

async function hasLibrary(root: string, library: string): Promise<boolean> {
  return access(join(root, 'lib', target, library)).then(
    () => true,
    () => false,
  );
}

async function firstAsync<T>(
  values: readonly T[],
  test: (value: T) => Promise<boolean>,
): Promise<T | undefined> {
  for (const value of values) if (await test(value)) return value;
  return undefined;
}

async function build(found: Clang, language: ClangLanguage, input: BuildInput): Promise<Uint8Array> {
  const place = await placeOfSource(input.path);
  const sources = await sourcesOf(place, language);
  if (found.kind === 'portable') {
    const { program, libraries } = language;
    const options = [
      ...codeOptions,
      ...language.options,
      `-ffile-compilation-dir=./${folderInRoot(place, input)}`,
    ];
    return buildPortably(found.clang, { program, options, libraries, sources, folder: place.folder }, input);
  }
  const parameters = [
    ...[`--target=${target}`, `--sysroot=${found.sysroot}`, ...headerOptions(found.sysroot, language)],
    ...[...codeOptions, ...language.options],
    ...[`-ffile-prefix-map=${place.folder}=./${folderInRoot(place, input)}`, '-fno-color-diagnostics'],
    ...['-o', outputFile(input), ...sources],
  ];
  const advice = async (text: string) =>
    missingPart.test(text)
      ? `\nA part of the compiler is missing. Install it: ${await installation(language)}`
      : '';
  await runPlainCompiler({ program: found.path, parameters, folder: place.folder, advice }, input);
  return readOutput(input);
}

/** On Debian, WASI's headers are below those of the machine, which are of another system and no help to a function. */
function headerOptions(sysroot: string, { program }: ClangLanguage): string[] {
  if (sysroot !== '/usr') return [];
  const headers = join(sysroot, 'include', target);
  const ofCpp = program === 'clang++' ? ['-isystem', join(headers, 'c++/v1')] : [];
  return ['-nostdlibinc', ...ofCpp, '-idirafter', headers];
}

/** Each with its folder before it, so that no name of a file is taken for an option. */
async function sourcesOf(
  { isProject, folder, name: file }: SourcePlace,
  { name, extensions }: ClangLanguage,
): Promise<string[]> {
  const sources = isProject ? await findSources(folder, extensions) : [file];
  if (sources.length > 0) return sources.map((source) => `./${source}`);
  throw new AtelierError('invalid-input', `The project has no source of ${name}: ${extensions.join(', ')}.`);
}
