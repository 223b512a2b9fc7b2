/** A thread that compiles one AssemblyScript program, which would keep its process from everything else for seconds. */
import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Diagnostic } from '../contract/diagnostic.ts';
import { type SerializedError, serializeError } from '../contract/errors.ts';
import { runAsc } from './run-asc.ts';

/** What the thread is given. */
export interface AssemblyScriptOrder {
  /** The folder whose files may be read. */
  readonly root: string;
  /** The first file, relative to it, with `/`. */
  readonly entry: string;
}

/** What it says: pieces of the log, what it warns of, and then one result. */
export type AssemblyScriptMessage =
  | { readonly kind: 'complaints'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'log'; readonly text: string }
  | { readonly kind: 'compiled'; readonly wasm: Uint8Array }
  | { readonly kind: 'failed'; readonly error: SerializedError };

const { root, entry } = workerData as AssemblyScriptOrder;
const report = (message: AssemblyScriptMessage) => parentPort?.postMessage(message);

try {
  const wasm = await runAsc(
    { entry, read },
    {
      log: (text) => report({ kind: 'log', text }),
      complain: (diagnostics) => report({ kind: 'complaints', diagnostics }),
    },
  );
  report({ kind: 'compiled', wasm });
} catch (error) {
  report({ kind: 'failed', error: serializeError(error) });
}

function read(name: string): string | null {
  const path = join(root, name);
  const way = relative(root, path);
  if (way.startsWith('..') || isAbsolute(way)) return null;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
