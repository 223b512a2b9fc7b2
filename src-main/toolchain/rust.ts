import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../contract/diagnostic.ts';
import { AtelierError } from '../contract/errors.ts';
import { defineCompiler } from './define-compiler.ts';
import { findPrograms } from './find-program.ts';
import { findCargo, findRust, type RustCompiler } from './find-rust.ts';
import { installHint } from './install-hint.ts';
import { runCompiler } from './run-compiler.ts';
import { leanSysroot } from './rust-library/lean-library.ts';
import { readRustLine } from './rust-messages.ts';
import { shownPaths } from './shown-paths.ts';
import { folderInRoot, placeOfSource, type SourcePlace } from './source-place.ts';
import { sourceToolchain } from './source-toolchain.ts';
import { type BuildInput, compileFailed } from './toolchain.ts';

/** Rust: `rustc` for a file, `cargo` for a project. Names of functions and their lines are kept, for stack traces. */
export const rustCompiler = defineCompiler<RustCompiler>({
  name: 'Rust',
  find: findRust,
  hint: installation,
  advise: aboutPassedOver,
  build: async (compiler, input) => {
    const place = await placeOfSource(input.path);
    const passedOver = await aboutPassedOver(compiler);
    if (passedOver !== undefined) input.log(passedOver);
    return place.isProject ? buildProject(compiler, place, input) : buildFile(compiler, place, input);
  },
});

/** Rust source as an upload. */
export const rustToolchain = sourceToolchain('RUST', rustCompiler);

async function installation(): Promise<string> {
  if ((await findPrograms('rustup')).length > 0) return 'rustup target add wasm32-wasip1';
  return installHint({
    apt: 'rustc cargo libstd-rust-dev-wasm32',
    dnf: 'rust cargo rust-std-static-wasm32-wasip1',
    pacman: 'rust rust-wasm',
    otherwise: 'get rustup from https://rustup.rs, and then: rustup target add wasm32-wasip1',
  });
}

async function aboutPassedOver({ version, passedOver }: RustCompiler): Promise<string | undefined> {
  if (passedOver === null) return undefined;
  return `This is ${version}, because ${passedOver} can't compile for WASI yet. To have that: ${await installation()}`;
}

async function buildFile(compiler: RustCompiler, place: SourcePlace, input: BuildInput): Promise<Uint8Array> {
  const output = join(input.folder, 'output.wasm');
  const settings = ['opt-level=3', 'panic=abort', 'codegen-units=1', 'debuginfo=1'];
  const run = await runRust(compiler.path, place, input, [
    ...['--edition', '2021', '--crate-name', 'function', '--crate-type', 'bin'],
    ...['--target', compiler.target, '--sysroot', await librariesOf(compiler, input)],
    ...settings.flatMap((setting) => ['-C', setting]),
    ...['--error-format', 'json', '--remap-path-prefix', pathMap(place, input)],
    ...['-o', output, place.name],
  ]);
  if (run.code !== 0) throw run.failure(await advice(run.text, compiler));
  return readFile(output);
}

async function buildProject(
  compiler: RustCompiler,
  place: SourcePlace,
  input: BuildInput,
): Promise<Uint8Array> {
  const cargo = await findCargo(compiler);
  if (cargo === undefined)
    throw new AtelierError(
      'toolchain-missing',
      `There is ${compiler.version}, but no cargo of its version for a project. Install it: ${await installation()}`,
    );
  const run = await runRust(
    cargo,
    place,
    input,
    [
      ...['build', '--release', '--offline', '--target', compiler.target],
      ...['--message-format', 'json', '--target-dir', targetFolder(place, input)],
    ],
    {
      RUSTC: compiler.path,
      CARGO_TERM_COLOR: 'never',
      CARGO_PROFILE_RELEASE_DEBUG: '1',
      // unlike RUSTFLAGS, not taken apart at the blanks of a path
      CARGO_ENCODED_RUSTFLAGS: [
        `--remap-path-prefix=${pathMap(place, input)}`,
        `--sysroot=${await librariesOf(compiler, input)}`,
      ].join('\x1f'),
    },
  );
  if (run.code !== 0) throw run.failure(await advice(run.text, compiler));
  const programs = run.executables.filter((path) => path.endsWith('.wasm'));
  if (programs.length === 1) return readFile(programs[0]!);
  throw new AtelierError(
    'invalid-input',
    programs.length === 0
      ? 'The project makes no program: it needs src/main.rs, or a [[bin]] in its Cargo.toml.'
      : 'The project makes several programs, and a function is one: leave one [[bin]] in its Cargo.toml, or name its crate in "source".',
  );
}

/** Where the compiler finds its libraries: without their debug information, unless the disk or the system is against it. */
function librariesOf({ sysroot, target }: RustCompiler, { cache, log }: BuildInput): Promise<string> {
  return leanSysroot({ sysroot, target }, cache, log).catch((error: Error) => {
    log(`The module becomes larger than it could be: ${error.message}`);
    return sysroot;
  });
}

/** No paths of this machine: equal source makes equal bytes. */
function pathMap(place: SourcePlace, input: BuildInput): string {
  return `${place.folder}=${folderInRoot(place, input)}`;
}

/** What cargo keeps of a project is kept as long as the project, which may be here for this build alone. */
function targetFolder({ folder }: SourcePlace, input: BuildInput): string {
  if (folder.startsWith(input.folder)) return join(input.folder, 'cargo');
  return join(input.cache, 'cargo', createHash('sha256').update(folder).digest('hex').slice(0, 16));
}

/** What was written for a newer compiler. */
const newer = /requires rustc|lock file version|edition\d{4}|`\d{4}` edition|E0658/;
const noLinker = /could not exec the linker|linker `.*` not found/;

/** What helps against what the compiler says. Dependencies come from the author's own cache: compilers have no network. */
async function advice(text: string, compiler: RustCompiler): Promise<string> {
  if (text.includes('--offline'))
    return `\nCompilers run without network. Fetch the dependencies once: cargo fetch --target ${compiler.target} (an archive brings them: cargo vendor)`;
  if (noLinker.test(text)) return `\nA part of the compiler is missing. Install it: ${await installation()}`;
  const passedOver = newer.test(text) ? await aboutPassedOver(compiler) : undefined;
  return passedOver === undefined ? '' : `\n${passedOver}`;
}

async function runRust(
  program: string,
  place: SourcePlace,
  input: BuildInput,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
) {
  const diagnostics: Diagnostic[] = [];
  const executables: string[] = [];
  const inOwnTerms = shownPaths(place.folder, input);
  let text = '';
  const line = (written: string) => {
    const read = readRustLine(written, place.folder);
    for (const each of read.diagnostics)
      diagnostics.push({ ...each, file: each.file && inOwnTerms(each.file), text: inOwnTerms(each.text) });
    if (read.executable !== null) executables.push(read.executable);
    if (read.text === '') return;
    const shown = inOwnTerms(read.text);
    text += `${shown}\n`;
    input.log(shown);
  };
  const code = await runCompiler({ program, parameters, folder: place.folder, environment, line }, input);
  if (code === 0) input.complain?.(diagnostics);
  return { code, text, executables, failure: (advice = '') => compileFailed(text + advice, diagnostics) };
}
