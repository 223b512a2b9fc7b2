import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { QuickJS } from 'quickjs-wasi';
import { AtelierError } from '../contract/errors.ts';
import {
  type CompileInput,
  compileFailed,
  type Diagnostic,
  javaScriptSection,
  type Toolchain,
} from './toolchain.ts';

const packages = createRequire(import.meta.url);

/** Compiling without running: `JS_EVAL_FLAG_COMPILE_ONLY` of QuickJS, beside the kind of source. */
const compileOnly = 1 << 5;
const kinds = [0, 1 << 0];

/** `at function.js:3:10` */
const position = /\bat (\S+):(\d+):(\d+)/;
const missingModule = /^could not load module '(.*)'$/;

/**
 * JavaScript for QuickJS, embedded. The WebAssembly of a script is QuickJS itself with the script in a custom section;
 * what the compiler does here is to find the mistakes that QuickJS would find when the function is loaded.
 */
export const javaScriptToolchain: Toolchain = {
  platform: 'JAVA_SCRIPT',
  detect: async () => ({ found: true, version: await engineVersion(), path: null }),
  version: () => engineVersion(),
  compile: async (input) => {
    const quickjs = await startQuickJs();
    try {
      checkSyntax(quickjs, decodeSource(input), input.fileName);
    } finally {
      quickjs.dispose();
    }
    return withScript(await readModule(), input.source);
  },
};

let version: Promise<string> | undefined;

/** QuickJS tells it only once it runs, so it is asked once. */
function engineVersion(): Promise<string> {
  version ??= startQuickJs().then((quickjs) => {
    const { quickjs: engine, 'quickjs-wasi': build } = quickjs.versions;
    quickjs.dispose();
    return `QuickJS-NG ${engine} (quickjs-wasi ${build})`;
  });
  return version;
}

async function startQuickJs(): Promise<QuickJS> {
  const { QuickJS } = await import('quickjs-wasi');
  return QuickJS.create({ wasm: await readModule() });
}

function readModule(): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(packages.resolve('quickjs-wasi/quickjs.wasm'));
}

function decodeSource({ source, fileName }: CompileInput): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source);
  } catch (cause) {
    throw new AtelierError('compile-failed', `${fileName} is not UTF-8 text. Save the source as UTF-8.`, {
      cause,
    });
  }
}

/**
 * A source is right when it is a classic script or an ES module. Where it is neither, the complaint that came further
 * into it is about what its author meant: a module fails as a script at its first `export`.
 */
function checkSyntax(quickjs: QuickJS, source: string, fileName: string): void {
  const complaints: Diagnostic[] = [];
  for (const kind of kinds) {
    const complaint = complaintAbout(quickjs, source, fileName, kind);
    if (complaint === null) return;
    complaints.push(complaint);
  }
  const [script, module] = complaints as [Diagnostic, Diagnostic];
  const complaint = isFurther(module, script) ? module : script;
  throw compileFailed(explain(complaint, source), [complaint]);
}

function complaintAbout(quickjs: QuickJS, source: string, file: string, kind: number): Diagnostic | null {
  try {
    quickjs.evalCode(source, file, kind | compileOnly).dispose();
    return null;
  } catch (error) {
    const { message, stack = '' } = error as Error;
    const missing = missingModule.exec(message)?.[1];
    if (missing !== undefined) return complaintAboutImport(source, file, missing);
    const [, , line, column] = position.exec(stack) ?? [];
    return { file, line: Number(line ?? 1), column: Number(column ?? 1), message };
  }
}

/** QuickJS doesn't say where the import stands, and has made `a.js` of `./a.js`. */
function complaintAboutImport(source: string, file: string, name: string): Diagnostic {
  const start = Math.max(source.indexOf(`${name}'`), source.indexOf(`${name}"`), 0);
  const before = source.slice(0, start).split('\n');
  const message = `can't import '${name}': a function is one script. Bundle what it imports into it.`;
  return { file, line: before.length, column: before.at(-1)!.length + 1, message };
}

function isFurther(left: Diagnostic, right: Diagnostic): boolean {
  return left.line > right.line || (left.line === right.line && left.column > right.column);
}

/** The complaint as compilers write it, with the line and a mark under the column. */
function explain({ file, line, column, message }: Diagnostic, source: string): string {
  const text = source.split(/\r?\n/)[line - 1] ?? '';
  const mark = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return `${file}:${line}:${column}: SyntaxError: ${message}\n\n  ${text}\n  ${mark}^`;
}

/** Appends the script as a custom section (WebAssembly core specification 2.0, 5.5.3). */
function withScript(module: Uint8Array, script: Uint8Array): Uint8Array {
  const name = new TextEncoder().encode(javaScriptSection);
  const nameSize = leb128(name.length);
  const contentSize = leb128(nameSize.length + name.length + script.length);
  return Buffer.concat([module, Uint8Array.of(0), contentSize, nameSize, name, script]);
}

/** An unsigned integer as the binary format writes it (5.2.2). */
function leb128(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return Uint8Array.of(...bytes, rest);
}
