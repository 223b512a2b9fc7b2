import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { findPrograms, rememberByFile } from './find-program.ts';
import { outputOf } from './run-program.ts';

/** A Rust compiler that can make WebAssembly for WASI preview 1. */
export interface RustCompiler {
  /** The compiler itself, not the proxy that rustup puts before it. */
  readonly path: string;
  readonly version: string;
  /** What it calls WASI preview 1: compilers before 1.78 know the older name alone. */
  readonly target: 'wasm32-wasip1' | 'wasm32-wasi';
  /** Where its libraries lie. */
  readonly sysroot: string;
  /** The compiler that comes first, `rustc 1.95.0 (/usr/bin/rustc)`, where it is another one: it lacks the target. */
  readonly passedOver: string | null;
}

const targets = ['wasm32-wasip1', 'wasm32-wasi'] as const;

const describeCompiler = rememberByFile(async (path) => {
  const [version, sysroot] = await Promise.all([
    outputOf(path, ['--version']),
    outputOf(path, ['--print', 'sysroot']),
  ]);
  return version === undefined || sysroot === undefined ? undefined : { version, sysroot };
});

/**
 * The first compiler with the target. The one in PATH may lack it while another has it: systems and rustup install
 * Rust side by side.
 */
export async function findRust(): Promise<RustCompiler | undefined> {
  let passedOver: string | null = null;
  for (const candidate of await candidates()) {
    const described = await describeCompiler(candidate);
    if (described === undefined) continue;
    const [, number] = described.version.split(' ');
    const target = await installedTarget(described.sysroot);
    if (target === undefined) {
      passedOver ??= `rustc ${number} (${candidate})`;
      continue;
    }
    const own = join(described.sysroot, 'bin', basename(candidate));
    const path = (await findPrograms(basename(own), [dirname(own)])).includes(own) ? own : candidate;
    const version = `rustc ${number} (${target})`;
    return { path, version, target, sysroot: described.sysroot, passedOver };
  }
  return undefined;
}

/**
 * The `cargo` that belongs to a compiler: the one beside it, otherwise the first of its version. A newer one asks it for
 * what it does not know.
 */
export async function findCargo({ path, version }: RustCompiler): Promise<string | undefined> {
  const beside = join(dirname(path), basename(path).replace('rustc', 'cargo'));
  const found = await findPrograms('cargo', [dirname(path)]);
  if (found.includes(beside)) return beside;
  for (const cargo of found)
    if (releaseOf((await cargoVersion(cargo)) ?? '') === releaseOf(version)) return cargo;
  return undefined;
}

const cargoVersion = rememberByFile((path) => outputOf(path, ['--version']));

/** `1.63` of `cargo 1.63.1 (fd9c4297c 2022-07-01)`. */
function releaseOf(version: string): string | undefined {
  return /\b\d+\.\d+/.exec(version)?.[0];
}

async function candidates(): Promise<string[]> {
  const home = process.env.RUSTUP_HOME ?? join(homedir(), '.rustup');
  const toolchains = await readdir(join(home, 'toolchains')).catch(() => []);
  return findPrograms('rustc', [
    ...toolchains.map((name) => join(home, 'toolchains', name, 'bin')),
    join(homedir(), '.cargo/bin'),
    '/usr/local/bin',
    '/usr/bin',
  ]);
}

/** The target whose standard library is installed. */
async function installedTarget(sysroot: string): Promise<RustCompiler['target'] | undefined> {
  for (const target of targets) {
    const names = await readdir(join(sysroot, 'lib/rustlib', target, 'lib')).catch(() => []);
    if (names.some((name) => /^libstd-.*\.rlib$/.test(name))) return target;
  }
  return undefined;
}
