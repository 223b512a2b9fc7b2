import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDiagnostics } from './line-diagnostics.ts';
import { runCompiler } from './run-compiler.ts';
import { type BuildInput, compileFailed } from './toolchain.ts';

/** A run of a compiler that writes plain text, one complaint a line. */
export interface PlainRun {
  readonly program: string;
  readonly parameters: readonly string[];
  /** Where it runs, and what the files of its complaints are relative to. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Added to its text where it fails. */
  readonly advice?: (text: string) => string;
}

/** In front of the first complaint: Go's line about its package (`# example.org/module`), and `./` of Go and clang. */
const preamble = /^(?:# \S+\n)?(?:\.\/)?/;

/** Runs the compiler and streams what it writes into the build log. Throws `compile-failed`. */
export async function runPlainCompiler(
  { advice = () => '', ...run }: PlainRun,
  input: BuildInput,
): Promise<void> {
  let text = '';
  const line = (written: string) => {
    text += `${written}\n`;
    input.log(written);
  };
  const code = await runCompiler({ ...run, line }, input);
  const diagnostics = readDiagnostics(text, run.folder);
  if (code !== 0) throw compileFailed(text.replace(preamble, '') + advice(text), diagnostics);
  input.complain?.(diagnostics);
}

/** The file in a build's own folder that its compiler is told to write. */
export function outputFile({ folder }: BuildInput): string {
  return join(folder, 'output.wasm');
}

/** The bytes of what the compiler wrote there. */
export function readOutput(input: BuildInput): Promise<Uint8Array> {
  return readFile(outputFile(input));
}
