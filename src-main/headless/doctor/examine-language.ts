import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AtelierError, toAtelierError } from '../../contract/errors.ts';
import type { SourceLanguage } from '../../contract/manifest.ts';
import { packageModule } from '../../packager/package-module.ts';
import { toolchains } from '../../toolchain/toolchains.ts';
import { buildFunction } from '../../workspace/build/build-function.ts';
import { detectCompiler } from '../../workspace/build/detect-compiler.ts';
import { requireManifest } from '../../workspace/manifest/read-manifest.ts';
import { createWorkspace } from '../../workspace/templates/create-from-template.ts';
import type { FunctionTemplate } from '../../workspace/templates/template-list.ts';
import type { CommandIo } from '../command-line.ts';
import { runScript } from '../run/run-script.ts';

/** How a language fares on this machine. */
export type LanguageReport = {
  readonly language: SourceLanguage;
  readonly name: string;
} & (
  | {
      readonly state: 'works';
      readonly version: string;
      readonly path: string | null;
      /** What its user may want to know. */
      readonly advice?: string;
    }
  | {
      readonly state: 'broken';
      readonly version: string;
      readonly path: string | null;
      readonly problem: string;
    }
  /** No compiler; `hint` installs it. */
  | { readonly state: 'missing'; readonly hint: string }
);

const name = 'hello';
const greeted = 'doctor';
const answer = `Hello, ${greeted}!\n`;

/** Looks for a language's compiler, compiles the template's Std function with it, and runs that in the executor. */
export async function examineLanguage(
  { language, languageTitle, ...template }: FunctionTemplate,
  io: CommandIo,
): Promise<LanguageReport> {
  const about = { language, name: languageTitle };
  const detection = await detectCompiler(language);
  if (!detection.found) return { ...about, state: 'missing', hint: detection.hint };
  const { version, path, advice } = detection;
  try {
    await greet({ language, languageTitle, ...template }, io);
    return { ...about, state: 'works', version, path, ...(advice && { advice }) };
  } catch (error) {
    return { ...about, state: 'broken', version, path, problem: toAtelierError(error).message };
  }
}

/** Throws what building and running throw, and `function-failed` for any other answer. */
async function greet(template: FunctionTemplate, io: CommandIo): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'atelier-doctor-'));
  try {
    const workspace = join(folder, 'workspace');
    await createWorkspace(workspace, name, template);
    const wasm = await compile(workspace, folder);
    const given = await run(wasm, io);
    if (given !== answer)
      throw new AtelierError('function-failed', `It answered ${JSON.stringify(given)} and not ${answer}`);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What the workspace uploads, and then what the platform makes of it. */
async function compile(workspace: string, folder: string): Promise<Uint8Array> {
  const { functions } = await requireManifest(workspace);
  const { upload } = await buildFunction(workspace, name, functions[name]!);
  if (upload.isWasm) return upload.bytes;
  return toolchains[upload.platform].compile({
    source: upload.bytes,
    fileName: upload.name,
    folder,
    cache: join(folder, 'cache'),
    log: () => {},
  });
}

async function run(wasm: Uint8Array, io: CommandIo): Promise<string> {
  const options = {
    file: name,
    engine: null,
    arguments: [name],
    environment: {},
    mounts: [],
    trace: false,
    debugJson: false,
  };
  const { halt, stdout, stderr } = await runScript(packageModule(wasm), options, {
    ...io,
    stdin: Readable.from([greeted]),
  });
  if (halt.kind === 'exit' && halt.code === 0) return Buffer.from(stdout).toString();
  const said = Buffer.from(stderr).toString();
  throw new AtelierError('function-failed', `It ended with ${halt.kind}. ${said}`);
}
