import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AtelierError } from '../contract/errors.ts';
import { countAsEditors } from './count-as-editors.ts';
import { readDiagnostics } from './line-diagnostics.ts';
import { runCompiler } from './run-compiler.ts';
import { shownPaths } from './shown-paths.ts';
import { type BuildInput, compileFailed } from './toolchain.ts';

/** A run of a compiler that writes plain text, one complaint a line. */
export interface PlainRun {
  readonly program: string;
  readonly parameters: readonly string[];
  /** Where it runs, and what the files of its complaints are relative to. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Added to its text where it fails. */
  readonly advice?: (text: string) => string | Promise<string>;
}

/** In front of the first complaint: Go's line about its package (`# example.org/module`). */
const preamble = /^# \S+\n/;
/** In front of files: Go writes it, and clang, which was given the files so. */
const thisFolder = /^(In file included from )?\.\//;

/** What clang adds to the names of object files, and makes up anew for each build. */
const objectMark = /-[0-9a-f]{6}(?=\.o\b)/g;

/** Runs the compiler and streams what it writes into the build log. Throws `compile-failed`. */
export async function runPlainCompiler(
  { advice = () => '', ...run }: PlainRun,
  input: BuildInput,
): Promise<void> {
  const inOwnTerms = shownPaths(run.folder, input);
  let text = '';
  const line = (written: string) => {
    const shown = inOwnTerms(written).replace(thisFolder, '$1').replace(objectMark, '');
    text += `${shown}\n`;
    input.log(shown);
  };
  const code = await runCompiler({ ...run, line }, input);
  const diagnostics = await countAsEditors(readDiagnostics(text, run.folder), run.folder);
  if (code !== 0) throw compileFailed(text.replace(preamble, '') + (await advice(text)), diagnostics);
  input.complain?.(diagnostics);
}

/** The file in a build's own folder that its compiler is told to write. */
export function outputFile({ folder }: BuildInput): string {
  return join(folder, 'output.wasm');
}

/** What a file of object files begins with, which Go makes of every package that is not a program. */
const archiveStart = '!<arch>\n';

/** The bytes of what the compiler wrote there. Throws `invalid-input` where that is a library. */
export async function readOutput(input: BuildInput): Promise<Uint8Array> {
  const output = await readFile(outputFile(input));
  if (output.subarray(0, archiveStart.length).toString('latin1') !== archiveStart) return output;
  throw new AtelierError(
    'invalid-input',
    'The source makes a library, and a function is a program: in Go, a func main in package main.',
  );
}
