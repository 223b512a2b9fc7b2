import { fileURLToPath } from 'node:url';
import { readOutput, runPlainCompiler } from '../plain-compiler.ts';
import type { BuildInput } from '../toolchain.ts';
import type { PortableClang } from './portable-clang.ts';

/** What the process is told that runs a tool in the executor. It is another room's: it is started, and not imported. */
export interface ToolOrder {
  readonly module: string;
  /** Folders of this machine by the paths under which the tool finds them. */
  readonly mounts: Readonly<Record<string, string>>;
  /** The tool's arguments, its name first, of one run after the other until one fails. */
  readonly runs: readonly (readonly string[])[];
}

/** What is compiled, and how. */
export interface PortableBuild {
  readonly program: 'clang' | 'clang++';
  readonly options: readonly string[];
  /** Relative to the folder. */
  readonly sources: readonly string[];
  readonly folder: string;
  /** What the linker is given behind the objects. */
  readonly libraries: readonly string[];
}

const toolProcess = fileURLToPath(new URL('../../headless/run/tool-process.ts', import.meta.url));
const target = 'wasm32-wasip1';
const libraryFolders = [`/usr/lib/wasm32-unknown-${target.replace('wasm32-', '')}`, `/usr/lib/${target}`];

/**
 * Compiles with clang in the executor: it sees the sources, its own resources and the build's folder, and nothing else of
 * this machine. A driver that starts other programs can't do so there, so the linker is run by itself. Throws
 * `compile-failed`.
 */
export async function buildPortably(
  { module, resources }: PortableClang,
  { program, options, sources, folder, libraries }: PortableBuild,
  input: BuildInput,
): Promise<Uint8Array> {
  const objects = sources.map((_, index) => `/tmp/${index}.o`);
  const compile = sources.map((source, index) => [
    ...[program, `--target=${target}`, '--sysroot=/usr', ...options],
    ...['-fno-color-diagnostics', '-c', source, '-o', objects[index]!],
  ]);
  const link = [
    ...['wasm-ld', '-m', 'wasm32', ...libraryFolders.map((path) => `-L${path}`)],
    ...[`${libraryFolders[1]}/crt1-command.o`, ...objects, ...libraries],
    ...[`${libraryFolders[0]}/libclang_rt.builtins.a`, '-o', '/tmp/output.wasm'],
  ];
  const mounts = { '/': folder, '/tmp': input.folder, '/usr': resources };
  const order: ToolOrder = { module, mounts, runs: [...compile, link] };
  input.told?.([...compile.flatMap((run) => run.slice(1)), ...link.slice(1)]);
  await runPlainCompiler(
    {
      program: process.execPath,
      parameters: [toolProcess, JSON.stringify(order)],
      folder,
      // With this variable Electron's binary, under which we may be running, is Node; Node itself does not know it.
      environment: { ELECTRON_RUN_AS_NODE: '1' },
    },
    { ...input, told: () => {} },
  );
  return readOutput(input);
}
