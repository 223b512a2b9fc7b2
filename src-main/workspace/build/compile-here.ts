import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, posix, relative } from 'node:path';
import { describeSize } from '../../contract/describe-size.ts';
import { beginsWith, type Diagnostic, diagnosticsOf, placeOfDiagnostic } from '../../contract/diagnostic.ts';
import { AtelierError } from '../../contract/errors.ts';
import { withBuildRecord } from '../../toolchain/build-section.ts';
import { sharedCompilerCache } from '../../toolchain/portable-clang/portable-clang.ts';
import { type BuildInput, type Compiler, compileFailed } from '../../toolchain/toolchain.ts';
import { makeStateFolder } from '../state-folder.ts';
import type { BuiltFunction } from './built-function.ts';
import { type FunctionSource, platformOfLanguage } from './source-language.ts';

/** Milliseconds; what a project depends on may take minutes the first time. */
const longest = 600_000;
/** Characters of what a compiler says. */
const mostText = 1024 ** 2;

/**
 * Compiles a source or project on this side, so that WebAssembly is uploaded. What compilers keep for the next time is
 * in the home, and without one in the workspace's state folder. Throws as `Compiler.build`, and `packaging-limit` for
 * what goes astray; the message of a `compile-failed` begins with the first complaint, and its files are relative to the
 * workspace.
 */
export async function compileHere(
  source: FunctionSource,
  folder: string,
  compiler: Compiler,
  signal?: AbortSignal,
): Promise<BuiltFunction> {
  const path = source.project ?? source.path;
  const cache = sharedCompilerCache() ?? join(await makeStateFolder(folder), 'cache');
  const below = relative(folder, source.project ?? dirname(path));
  const warnings: Diagnostic[] = [];
  const complain = (found: readonly Diagnostic[]) => warnings.push(...moveBelow(found, below));
  const flags: string[] = [];
  const told = (parameters: readonly string[]) => flags.push(...parameters);
  const input = { path, cache, root: folder, complain, told };
  const wasm = await buildWithinLimits(compiler, input, signal).catch((error) => {
    throw inWorkspace(error, below);
  });
  const toolchain = await compiler.version();
  return {
    upload: {
      name: `${source.name}.wasm`,
      bytes: new Uint8Array(withBuildRecord(wasm, { toolchain, flags })),
      platform: platformOfLanguage[source.language],
      isWasm: true,
    },
    inputs: [inputOf(source, folder)],
    warnings,
    locate: (place) => place,
  };
}

async function buildWithinLimits(
  compiler: Compiler,
  input: Omit<BuildInput, 'folder' | 'log' | 'signal'>,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'atelier-build-'));
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(limitExceeded(`took longer than ${longest / 1000} s`)), longest);
  let written = 0;
  const log = (text: string) => {
    written += text.length;
    if (written > mostText) limit.abort(limitExceeded(`wrote more than ${describeSize(mostText)}`));
  };
  const ends = AbortSignal.any([limit.signal, ...(signal === undefined ? [] : [signal])]);
  try {
    const told = (parameters: readonly string[]) => input.told?.(withoutPaths(parameters, input, folder));
    return await compiler.build({ ...input, folder, log, told, signal: ends });
  } finally {
    clearTimeout(timer);
    await rm(folder, { recursive: true, force: true });
  }
}

/** The folders of the build and of the source become `.`: what is uploaded says nothing of this machine. */
function withoutPaths(
  parameters: readonly string[],
  { cache, root = '.' }: Pick<BuildInput, 'cache' | 'root'>,
  folder: string,
): string[] {
  return parameters.map((parameter) =>
    parameter.replaceAll(folder, '.').replaceAll(cache, './cache').replaceAll(root, '.'),
  );
}

function limitExceeded(what: string): AtelierError {
  return new AtelierError('packaging-limit', `The compiler was stopped, because it ${what}.`);
}

/** A file may include its neighbours; in the workspace's own folder those are other functions. */
function inputOf({ path, project }: FunctionSource, folder: string): string {
  if (project !== null) return project;
  return dirname(path) === folder ? path : dirname(path);
}

function inWorkspace(error: unknown, below: string): unknown {
  if (!(error instanceof AtelierError && error.code === 'compile-failed')) return error;
  const moved = moveBelow(diagnosticsOf(error.details), below);
  const [first] = moved;
  if (first === undefined || first.file === null) return error;
  const isThere = beginsWith(error.message, first);
  const headline = isThere ? '' : `${placeOfDiagnostic(first)}: ${first.message.split('\n')[0]}\n`;
  return compileFailed(headline + error.message, moved);
}

function moveBelow(diagnostics: readonly Diagnostic[], below: string): Diagnostic[] {
  const folder = below.replaceAll('\\', '/');
  return diagnostics.map((each) => ({
    ...each,
    file: each.file && (isAbsolute(each.file) ? each.file : posix.join(folder, each.file)),
  }));
}
