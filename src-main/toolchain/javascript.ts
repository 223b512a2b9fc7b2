import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { QuickJS } from 'quickjs-wasi';
import { type Diagnostic, diagnosticsOf } from '../contract/diagnostic.ts';
import type { AtelierError } from '../contract/errors.ts';
import { type Locate, takeSourceMap } from '../contract/source-map.ts';
import { columnOfByte, lineOfText } from '../contract/text-column.ts';
import { bundleModules, findScriptEntry } from './bundle-modules.ts';
import { withSection } from './custom-section.ts';
import { decodeSource } from './decode-source.ts';
import { stripTypes } from './strip-types.ts';
import {
  type BuildInput,
  type CompileInput,
  compileFailed,
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
  compile,
  build: async (input) => compile({ ...input, ...(await bundleProject(input)) }),
};

async function compile(input: Pick<CompileInput, 'source' | 'fileName' | 'log'>): Promise<Uint8Array> {
  const script = decodeSource(input);
  const quickjs = await startQuickJs();
  try {
    const failure = checkSyntax(quickjs, script, input.fileName);
    if (failure === null) return withSection(await readModule(), javaScriptSection, script);
    const stripped = await asTypeScript(quickjs, script, input.fileName).catch((error) => {
      throw furtherOf(failure, error);
    });
    input.log('This is TypeScript: its types are taken away, and not checked.');
    return withSection(await readModule(), javaScriptSection, stripped);
  } finally {
    quickjs.dispose();
  }
}

async function asTypeScript(quickjs: QuickJS, source: string, fileName: string): Promise<string> {
  const stripped = await stripTypes(source, fileName);
  const failure = checkSyntax(quickjs, stripped, fileName);
  if (failure !== null) throw failure;
  return stripped;
}

async function bundleProject({
  path,
  complain,
}: BuildInput): Promise<Pick<CompileInput, 'source' | 'fileName'>> {
  const entry = await findScriptEntry(path);
  const { script, warnings } = await bundleModules({ entry, folder: path, confined: true });
  complain?.(warnings);
  return { source: new TextEncoder().encode(script), fileName: 'function.js' };
}

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

/** What QuickJS says about a source, and where in it; of a regular expression it does not say where. */
interface Complaint {
  readonly message: string;
  readonly place: { readonly line: number; readonly column: number } | null;
}

/**
 * Null where a source is right: a classic script or an ES module. Where it is neither, the complaint that came further
 * into it is about what its author meant: a module fails as a script at its first `export`.
 */
function checkSyntax(quickjs: QuickJS, source: string, fileName: string): AtelierError | null {
  const { code, locate } = takeSourceMap(source);
  const complaints: Complaint[] = [];
  for (const kind of kinds) {
    const complaint = complaintAbout(quickjs, code, fileName, kind);
    if (complaint === null) return null;
    complaints.push(complaint);
  }
  const [script, module] = complaints as [Complaint, Complaint];
  const complaint = isFurther(module.place, script.place) ? module : script;
  return compileFailed(...explain(complaint, code, fileName, locate));
}

/** What a source is refused for as JavaScript and as TypeScript: the one that came further knows what its author meant. */
function furtherOf(ofJavaScript: AtelierError, ofTypeScript: AtelierError): AtelierError {
  const [[script], [typed]] = [ofJavaScript, ofTypeScript].map(({ details }) => diagnosticsOf(details)) as [
    Diagnostic[],
    Diagnostic[],
  ];
  return isFurther(placeOf(typed), placeOf(script)) ? ofTypeScript : ofJavaScript;
}

function placeOf(complaint: Diagnostic | undefined): Complaint['place'] {
  const { line = null, column = null } = complaint ?? {};
  return line === null || column === null ? null : { line, column };
}

/** A complaint as compilers write it, and taken apart. */
function explain(
  { message, place }: Complaint,
  code: string,
  fileName: string,
  locate: Locate,
): [text: string, diagnostics: Diagnostic[]] {
  const told = { severity: 'error', message } as const;
  if (place === null) {
    const text = `${fileName}: SyntaxError: ${message}`;
    return [text, [{ ...told, file: fileName, line: null, column: null, text }]];
  }
  const origin = locate(place.line, place.column) ?? { file: fileName, ...place };
  const text = `${origin.file}:${origin.line}:${origin.column}: SyntaxError: ${message}\n\n${excerpt(place, code)}`;
  return [text, [{ ...told, ...origin, text }]];
}

function complaintAbout(quickjs: QuickJS, source: string, file: string, kind: number): Complaint | null {
  try {
    quickjs.evalCode(source, file, kind | compileOnly).dispose();
    return null;
  } catch (error) {
    const { message, stack = '' } = error as Error;
    const missing = missingModule.exec(message)?.[1];
    if (missing !== undefined) return complaintAboutImport(source, missing);
    const [, , line, column] = position.exec(stack) ?? [];
    if (line === undefined) return { message, place: null };
    const place = {
      line: Number(line),
      column: columnOfByte(lineOfText(source, Number(line)), Number(column)),
    };
    return { message, place };
  }
}

/** QuickJS doesn't say where the import stands, and has made `a.js` of `./a.js`. */
function complaintAboutImport(source: string, name: string): Complaint {
  const start = Math.max(source.indexOf(`${name}'`), source.indexOf(`${name}"`), 0);
  const before = source.slice(0, start).split('\n');
  const message = `can't import '${name}': a function is one script. Bundle what it imports into it.`;
  return { message, place: { line: before.length, column: before.at(-1)!.length + 1 } };
}

function isFurther(left: Complaint['place'], right: Complaint['place']): boolean {
  if (left === null || right === null) return right === null && left !== null;
  return left.line > right.line || (left.line === right.line && left.column > right.column);
}

/** The line of a complaint with a mark under the column, as compilers show it. */
function excerpt({ line, column }: NonNullable<Complaint['place']>, source: string): string {
  const text = lineOfText(source, line);
  const mark = text.slice(0, column - 1).replace(/[^\t]/gu, ' ');
  return `  ${text}\n  ${mark}^`;
}
