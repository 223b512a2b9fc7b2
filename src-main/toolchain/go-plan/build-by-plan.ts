import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { quote } from '../compiler-process.ts';
import { runCompiler } from '../run-compiler.ts';
import type { SourcePlace } from '../source-place.ts';
import type { BuildInput } from '../toolchain.ts';
import { type BuildPlan, readTranscript, type ToolCall } from './read-transcript.ts';
import { shapeOfSource } from './source-shape.ts';

/** A call of `go build`, and of which Go. */
export interface GoBuild {
  readonly program: string;
  readonly version: string;
  /** After `build`. */
  readonly parameters: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of what it makes. */
  readonly output: string;
}

/**
 * Builds a program of the standard library as `go build` would, byte for byte and sooner: what `go build` finds
 * out anew each time is kept as its own list of commands (`go build -x`), and holds while nothing but the program's code
 * changes. False where nothing was built, and `go build` has to say why. Throws the signal's reason.
 */
export async function buildByPlan(build: GoBuild, place: SourcePlace, input: BuildInput): Promise<boolean> {
  const isElsewhere = place.isProject && place.name !== '.';
  if (process.platform === 'win32' || isElsewhere) return false;
  const file = await planFile(build, place, input);
  const transcript = await readFile(file, 'utf8').catch(() => null);
  if (transcript === null) return buildAndKeep(build, place, input, file);
  const plan = readTranscript(transcript);
  return plan !== null && carryOut(plan, build, place, input);
}

async function planFile(
  { program, version, parameters }: GoBuild,
  place: SourcePlace,
  { folder, cache }: BuildInput,
): Promise<string> {
  const said = parameters.map((parameter) => parameter.replace(folder, '.'));
  const ingredients = [program, version, said, await shapeOfSource(place)];
  const key = createHash('sha256').update(JSON.stringify(ingredients)).digest('hex');
  return join(cache, 'go-plans', key);
}

/** Builds with Go's own command, and keeps what it did if that can be done again. */
async function buildAndKeep(
  { program, parameters, environment }: GoBuild,
  { folder }: SourcePlace,
  input: BuildInput,
  file: string,
): Promise<boolean> {
  let transcript = '';
  const line = (text: string) => {
    transcript += `${text}\n`;
  };
  const command = { program, parameters: ['build', '-x', ...parameters], folder, environment, line };
  if ((await runCompiler(command, input)) !== 0) return false;
  const plan = readTranscript(transcript);
  if (plan !== null && needsNothingElse(plan)) await keep(file, transcript, input).catch(() => undefined);
  return true;
}

/** Whether it links the standard library alone, and no package of its own or another module (`runtime/debug`, `BuildInfo`). */
function needsNothingElse({ files }: BuildPlan): boolean {
  const linked = files.get('importcfg.link') ?? '';
  const [, information = ''] = /^modinfo "(.*)"$/m.exec(linked) ?? [];
  const [, own] = /\\nmod\\t(.*?)\\t/.exec(information) ?? [];
  return !information.includes('\\ndep\\t') && (own === undefined || !linked.includes(`packagefile ${own}/`));
}

/** Where the disk is full, the next build takes as long as this one. */
async function keep(file: string, transcript: string, { folder }: BuildInput): Promise<void> {
  const draft = join(folder, 'go-plan');
  await writeFile(draft, transcript);
  await mkdir(dirname(file), { recursive: true });
  await rename(draft, file);
}

async function carryOut(
  { files, compile, link }: BuildPlan,
  { environment, output }: GoBuild,
  { folder }: SourcePlace,
  input: BuildInput,
): Promise<boolean> {
  const work = join(input.folder, 'go-work');
  // as Go sees it: the compiler takes this way out of the names of files
  const source = await realpath(folder);
  await mkdir(join(work, 'b001'), { recursive: true });
  const place = (text: string) =>
    text.replaceAll('$WORK/b001/exe/a.out', output).replaceAll('$WORK', work).replaceAll('$SOURCE', source);
  for (const [name, content] of files) await writeFile(join(work, 'b001', name), place(content));
  const shell = ({ variables, words }: ToolCall) =>
    [
      ...variables.map(([name, value]) => `${name}=${quote(value)}`),
      ...words.map((word) => quote(place(word))),
    ].join(' ');
  const parameters = ['-c', `${shell(compile)} && ${shell(link)}`];
  const command = { program: '/bin/sh', parameters, folder, environment, line: () => undefined };
  return (await runCompiler(command, input)) === 0;
}
