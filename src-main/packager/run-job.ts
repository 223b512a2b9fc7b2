import { join } from 'node:path';
import type { Diagnostic } from '../contract/diagnostic.ts';
import type { PackagedRelease } from '../contract/packaging.ts';
import type { Platform } from '../contract/platform-code.ts';
import type { Digest, ReleaseFacts } from '../contract/release.ts';
import { openObjectStore, type Writing } from '../registry/object-store.ts';
import { findProject } from '../toolchain/project-kind.ts';
import type { BuildInput } from '../toolchain/toolchain.ts';
import { toolchains } from '../toolchain/toolchains.ts';
import { unpackArchive } from './archive/unpack-archive.ts';
import type { JobEvent, JobOrder } from './job-messages.ts';
import { type Optimised, optimiseModule } from './optimise/optimise-module.ts';
import { type PackagedModule, packageModuleInThreads } from './package-module.ts';
import { limitExceeded } from './packaging-limits.ts';
import { releaseFacts, reportOfUpload } from './release-facts.ts';
import { storeExecutable } from './store-executable.ts';

/** What compilers call an uploaded source, whose own name does not travel with it. */
const fileNames: Readonly<Record<Platform, string>> = {
  JAVA_SCRIPT: 'function.js',
  ASSEMBLY_SCRIPT: 'function.ts',
  RUST: 'function.rs',
  TINY_GO: 'function.go',
};

/**
 * One packaging job: compiles source, turns the WebAssembly into an executable, and puts the parts into the object
 * store. Throws `compile-failed`, `invalid-module`, `toolchain-missing` or `packaging-limit`, and of an archive what
 * `unpackArchive` and `findProject` throw.
 */
export async function runJob(order: JobOrder, report: (event: JobEvent) => void): Promise<PackagedRelease> {
  const objects = openObjectStore(order.objectsFolder);
  const input = objects.get(order.request.digest);
  const compiled = order.request.content === 'wasm' ? null : await compile(order, input, report);
  if (compiled === null) report({ kind: 'step', name: 'compile', state: 'skipped' });
  report({ kind: 'step', name: 'package', state: 'running' });
  const wasm = compiled?.wasm ?? (await input);
  checkSize(wasm, order.wasmLimit);
  // The disk is at work meanwhile. What turns out not to be valid is collected like any other garbage.
  const writing = compiled === null ? stored(order.request.digest) : objects.write(wasm);
  const packaged = await packageModuleInThreads(wasm, order.request.strip);
  checkSize(packaged.module, order.wasmLimit);
  report({ kind: 'log', text: summary(packaged) });
  const optimised = await optimise(order, wasm, packaged);
  const { executable, durable } = await storeExecutable(objects, packaged, optimised, writing);
  report({ kind: 'executable', executable });
  // While the disk is at work, there is time to look at the code.
  const compiler = compiled ?? reportOfUpload(packaged.source);
  const facts = releaseFacts(packaged, compiler);
  await Promise.all([writing.durable, durable]);
  const release = {
    wasmDigest: writing.digest,
    wasmSize: wasm.length,
    toolchain: compiler.toolchain,
    executable,
    facts: withOutcome(facts, optimised),
    reused: false,
  };
  report({ kind: 'step', name: 'package', state: 'done' });
  return release;
}

/** What is in the store already. */
function stored(digest: Digest): Pick<Writing, 'digest' | 'durable'> {
  return { digest, durable: Promise.resolve() };
}

/** Null where nothing is to be optimised; the runtime that scripts share is left as it is. */
async function optimise(
  { request, folder, wasmLimit }: JobOrder,
  wasm: Uint8Array,
  packaged: PackagedModule,
): Promise<Optimised | null> {
  const { optimisation: level = 'O0', strip = 'debuginfo' } = request;
  if (level === 'O0' || packaged.script !== null) return null;
  const optimised = await optimiseModule(wasm, packaged, { level, strip, folder });
  if (optimised.better !== null) checkSize(optimised.better.packaged.module, wasmLimit);
  return optimised;
}

function withOutcome(facts: ReleaseFacts, optimised: Optimised | null): ReleaseFacts {
  if (optimised === null) return facts;
  const { outcome } = optimised;
  if (outcome.reason === null) return { ...facts, optimisation: outcome };
  const warning = `Optimising it (${outcome.level}) kept the compiler’s output: ${outcome.reason}.`;
  return { ...facts, optimisation: outcome, warnings: [...facts.warnings, warning] };
}

async function compile(
  { request, folder, cache }: JobOrder,
  source: Promise<Uint8Array>,
  report: (event: JobEvent) => void,
) {
  report({ kind: 'step', name: 'compile', state: 'running' });
  const log = (text: string) => report({ kind: 'log', text: text.endsWith('\n') ? text : `${text}\n` });
  const flags: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const told = (parameters: readonly string[]) =>
    flags.push(
      ...parameters.map((parameter) => parameter.replaceAll(folder, '.').replaceAll(cache, './cache')),
    );
  const build = request.content === 'archive' ? compileProject : compileFile;
  const compiled = await build(request.platform, source, {
    ...{ folder, cache, log, told },
    complain: (found) => diagnostics.push(...found),
  });
  report({ kind: 'step', name: 'compile', state: 'done' });
  return { ...compiled, flags, diagnostics };
}

type Surroundings = Pick<BuildInput, 'folder' | 'cache' | 'log' | 'told' | 'complain'>;

async function compileFile(platform: Platform, input: Promise<Uint8Array>, surroundings: Surroundings) {
  const toolchain = toolchains[platform];
  const [source, version] = await Promise.all([input, toolchain.version()]);
  surroundings.log(`Compiling with ${version}`);
  const wasm = await toolchain.compile({ source, fileName: fileNames[platform], ...surroundings });
  return { wasm, toolchain: version };
}

async function compileProject(platform: Platform, archive: Promise<Uint8Array>, surroundings: Surroundings) {
  const unpacked = await unpackArchive(await archive, join(surroundings.folder, 'project'));
  const { kind, path } = await findProject(platform, unpacked);
  const version = await kind.compiler.version();
  surroundings.log(`Compiling a project of ${kind.name} with ${version}`);
  return { wasm: await kind.compiler.build({ path, ...surroundings }), toolchain: version };
}

function checkSize(wasm: Uint8Array, limit: number): void {
  if (wasm.length > limit) throw limitExceeded('wasm', limit);
}

function summary({ executable, growsMemory }: PackagedModule): string {
  const { wasmSize, memory, imageObstacles } = executable;
  const recycling =
    imageObstacles.length === 0
      ? ['Instances are recycled between invocations.']
      : ['Each invocation gets a new instance:', ...imageObstacles.map((obstacle) => `  ${obstacle}`)];
  const pages = `${memory.initialPages} ${memory.initialPages === 1 ? 'page' : 'pages'}`;
  const size = `${wasmSize} bytes of WebAssembly, memory of ${pages}${growsMemory ? ' that may grow' : ''}`;
  return `${[size, ...recycling].join('\n')}\n`;
}
