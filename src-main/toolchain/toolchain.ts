import { AtelierError } from '../contract/errors.ts';
import type { Platform } from '../contract/platform-code.ts';

/** A source text and where its compiler may work. */
export interface CompileInput {
  readonly source: Uint8Array;
  /** What messages call the source, for example `function.ts`. */
  readonly fileName: string;
  /** An empty folder of this compilation alone; it is removed afterwards. */
  readonly folder: string;
  /** Takes whole lines of the build log, as they come. */
  log(text: string): void;
}

/**
 * A compiler of one platform. Loading its file is cheap: the compiler itself is loaded by the first `compile`, which
 * runs in a packaging job, never in the main process.
 */
export interface Toolchain {
  readonly platform: Platform;
  /**
   * Name and version, for example `QuickJS 0.15.1`. It changes whenever equal source would become something else,
   * because packages are reused by it. Throws `toolchain-missing`, with the way out in its message.
   */
  version(): Promise<string>;
  /** Gives the WebAssembly of the source. Throws `compile-failed` or `toolchain-missing`. */
  compile(input: CompileInput): Promise<Uint8Array>;
}

/** One complaint of a compiler. Lines and columns count from 1. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * The custom section in which a JavaScript release carries its bundled script (UTF-8). The rest of the module is the
 * QuickJS runtime, the same for every function.
 */
export const javaScriptSection = 'atelier.javascript';

/**
 * The `compile-failed` error of a source: the compiler's own text is the message, and `details.diagnostics` has the
 * same complaints taken apart.
 */
export function compileFailed(compilerText: string, diagnostics: readonly Diagnostic[]): AtelierError {
  return new AtelierError('compile-failed', compilerText.trim(), { details: { diagnostics } });
}
