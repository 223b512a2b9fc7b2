import type { Diagnostic } from '../contract/diagnostic.ts';
import { AtelierError } from '../contract/errors.ts';
import type { Platform } from '../contract/platform-code.ts';

/** A source text and where its compiler may work. */
export interface CompileInput {
  readonly source: Uint8Array;
  /** What messages call the source, for example `function.ts`. */
  readonly fileName: string;
  /** An empty folder of this compilation alone; it is removed afterwards. */
  readonly folder: string;
  /** A folder that compilers may keep between compilations, for what makes the next one quicker. */
  readonly cache: string;
  /** Takes whole lines of the build log, as they come. */
  log(text: string): void;
  /** Takes what the compiler is told, its program's name left out. */
  told?(parameters: readonly string[]): void;
  /** Takes what the compiler warned of and went on; files are relative to the source's folder. */
  complain?(diagnostics: readonly Diagnostic[]): void;
}

/** A source on disk and where its compiler may work. */
export interface BuildInput extends Pick<CompileInput, 'folder' | 'cache' | 'log' | 'told' | 'complain'> {
  /** Absolute path of a source file, or of the folder of a project. */
  readonly path: string;
  /** Ends the compiler when it is aborted. */
  readonly signal?: AbortSignal;
  /**
   * Absolute path of the folder whose files an embedded compiler may read, and that files in debug information are
   * relative to; the source's own unless said.
   */
  readonly root?: string;
}

/** What is known of a compiler on this machine: where it is, or how to get it. */
export type Detection =
  | {
      readonly found: true;
      /** Name and version, for example `rustc 1.63.0 (wasm32-wasi)`. */
      readonly version: string;
      /** Absolute path; null for a compiler that is part of Atelier. */
      readonly path: string | null;
      /** What its user may want to know: that a newer one is there and can't be used, for example. */
      readonly advice?: string;
    }
  | {
      readonly found: false;
      /** The command that installs it on this system, or where to get it. */
      readonly hint: string;
    };

/** A compiler that is installed on the machine, or could be. Sources are on disk, so that they may be whole projects. */
export interface Compiler {
  /** What people call the language. */
  readonly name: string;
  /** Looks for it. What was found before is only looked at again where it changed. */
  detect(): Promise<Detection>;
  /** Name and version. Throws `toolchain-missing`, with the command that installs it in message and `details.install`. */
  version(): Promise<string>;
  /**
   * Gives the WebAssembly of the source, made without network. Throws `toolchain-missing`, `compile-failed` with
   * `details.diagnostics` (files relative to the source's folder), `invalid-input` for a project that has no entry or does
   * not make exactly one program, or the signal's reason.
   */
  build(input: BuildInput): Promise<Uint8Array>;
}

/**
 * A compiler of one platform. Loading its file is cheap: the compiler itself is loaded by the first `compile`, which
 * runs in a packaging job, never in the main process.
 */
export interface Toolchain {
  readonly platform: Platform;
  /** Looks for the compiler on this machine. */
  detect(): Promise<Detection>;
  /**
   * Name and version, for example `QuickJS 0.15.1`. It changes whenever equal source would become something else,
   * because packages are reused by it, and by `buildVersion`. Throws `toolchain-missing`, with the way out in its message.
   */
  version(): Promise<string>;
  /** Gives the WebAssembly of the source. Throws `compile-failed` or `toolchain-missing`. */
  compile(input: CompileInput): Promise<Uint8Array>;
  /** The same of a whole project in a folder, as `Compiler.build` does it. */
  build(input: BuildInput): Promise<Uint8Array>;
}

/**
 * Raised whenever Atelier makes something else of equal source by the same compiler: tells it something else, or brings
 * another library. Packages that were made before are made anew.
 */
export const buildVersion = 2;

/**
 * The custom section in which a JavaScript release carries its bundled script (UTF-8). The rest of the module is the
 * QuickJS runtime, the same for every function.
 */
export const javaScriptSection = 'atelier.javascript';

/** Characters of a compiler's text that a reason has; nobody reads on, and every list of deployments carries it. */
const mostReason = 32_768;

/**
 * The `compile-failed` error of a source: the beginning of the compiler's own text is the message, and
 * `details.diagnostics` has the same complaints taken apart. Who names no place for any of them, as linkers do, has
 * all of its text as one.
 */
export function compileFailed(compilerText: string, diagnostics: readonly Diagnostic[]): AtelierError {
  const text = beginningOf(compilerText.trim());
  const hasError = diagnostics.some(({ severity }) => severity === 'error');
  const details = { diagnostics: hasError ? diagnostics : [...diagnostics, withoutPlace(text)] };
  return new AtelierError('compile-failed', text, { details });
}

function withoutPlace(text: string): Diagnostic {
  const lines = text.split('\n');
  const message = lines.find((line) => /\berror:/i.test(line)) ?? lines[0] ?? '';
  return {
    ...{ file: null, line: null, column: null, severity: 'error', text },
    message: message.trim().replace(/^(?:\S+: )?error: /i, ''),
  };
}

function beginningOf(text: string): string {
  if (text.length <= mostReason) return text;
  const end = text.lastIndexOf('\n', mostReason);
  const shown = text.slice(0, end < 0 ? mostReason : end);
  return `${shown}\n… and ${text.slice(shown.length + 1).split('\n').length} more lines.`;
}
