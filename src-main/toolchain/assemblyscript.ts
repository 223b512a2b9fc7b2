import { once } from 'node:events';
import { join, relative } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Diagnostic, diagnosticsOf } from '../contract/diagnostic.ts';
import { AtelierError, deserializeError } from '../contract/errors.ts';
import { compilerVersion } from './assemblyscript-library.ts';
import type { AssemblyScriptMessage, AssemblyScriptOrder } from './assemblyscript-thread.ts';
import { decodeSource } from './decode-source.ts';
import { findEntry } from './find-entry.ts';
import { relativeTo } from './line-diagnostics.ts';
import { ascOptions, runAsc } from './run-asc.ts';
import { placeOfSource } from './source-place.ts';
import {
  type BuildInput,
  type Compiler,
  compileFailed,
  type Detection,
  type Toolchain,
} from './toolchain.ts';

/** Where a project may begin, the first that there is; `asinit` makes the first one. */
export const assemblyScriptEntries = [
  'assembly/index.ts',
  'index.ts',
  'src/index.ts',
  'main.ts',
  'src/main.ts',
];

const detect = async (): Promise<Detection> => ({
  found: true,
  version: await compilerVersion(),
  path: null,
});

/** AssemblyScript by `asc`, embedded, with its WASI shim, for a program of several files. It sees them and no others. */
export const assemblyScriptCompiler: Compiler = {
  name: 'AssemblyScript',
  detect,
  version: compilerVersion,
  build,
};

/** The same for an upload, of one file or of a project. */
export const assemblyScriptToolchain: Toolchain = {
  platform: 'ASSEMBLY_SCRIPT',
  detect,
  version: compilerVersion,
  build,
  compile: async (input) => {
    const source = decodeSource(input);
    input.told?.(ascOptions);
    const read = (path: string) => (path === input.fileName ? source : null);
    return runAsc({ entry: input.fileName, read }, input);
  },
};

async function build({ path, root, log, told, complain, signal }: BuildInput): Promise<Uint8Array> {
  const place = await placeOfSource(path);
  const first = place.isProject ? await findEntry(path, assemblyScriptEntries, 'AssemblyScript') : path;
  const base = root ?? place.folder;
  told?.(ascOptions);
  try {
    const order = { root: base, entry: relativeTo(base, first) };
    return await compileInThread(order, signal, {
      log,
      complain: (found) => complain?.(relativeToSource(found, base, place.folder)),
    });
  } catch (error) {
    if (!(error instanceof AtelierError && error.code === 'compile-failed')) throw error;
    throw compileFailed(error.message, relativeToSource(diagnosticsOf(error.details), base, place.folder));
  }
}

async function compileInThread(
  order: AssemblyScriptOrder,
  signal: AbortSignal | undefined,
  { log, complain }: Pick<Required<BuildInput>, 'log' | 'complain'>,
): Promise<Uint8Array> {
  signal?.throwIfAborted();
  const thread = new Worker(new URL('./assemblyscript-thread.ts', import.meta.url), { workerData: order });
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  thread.on('message', (message: AssemblyScriptMessage) => {
    if (message.kind === 'log') log(message.text);
    else if (message.kind === 'complaints') complain(message.diagnostics);
    else if (message.kind === 'compiled') resolve(message.wasm);
    else reject(deserializeError(message.error));
  });
  thread.on('error', reject);
  const stop = () => reject(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  void once(thread, 'exit').then(() => reject(new Error('The compiler ended without a result.')), reject);
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', stop);
    await thread.terminate();
  }
}

/** The compiler names files as they lie in the folder that it reads; whoever builds, as they lie by the source. */
function relativeToSource(found: readonly Diagnostic[], base: string, folder: string): Diagnostic[] {
  return found.map((each) => ({
    ...each,
    file: each.file && relative(folder, join(base, each.file)).replaceAll('\\', '/'),
  }));
}
