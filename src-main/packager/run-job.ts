import type { PackagedRelease } from '../contract/packaging.ts';
import type { Platform } from '../contract/platform-code.ts';
import { type ObjectStore, openObjectStore } from '../registry/object-store.ts';
import { toolchains } from '../toolchain/toolchains.ts';
import type { JobEvent, JobOrder } from './job-messages.ts';
import { type PackagedModule, packageModule } from './package-module.ts';
import { limitExceeded } from './packaging-limits.ts';

/** What compilers call an uploaded source, whose own name does not travel with it. */
const fileNames: Readonly<Record<Platform, string>> = {
  JAVA_SCRIPT: 'function.js',
  ASSEMBLY_SCRIPT: 'function.ts',
  RUST: 'function.rs',
  TINY_GO: 'function.go',
};

/**
 * One packaging job: compiles source, turns the WebAssembly into an executable, and puts the parts into the object
 * store. Throws `compile-failed`, `invalid-module`, `toolchain-missing` or `packaging-limit`.
 */
export async function runJob(order: JobOrder, report: (event: JobEvent) => void): Promise<PackagedRelease> {
  const objects = openObjectStore(order.objectsFolder);
  const input = await objects.get(order.request.digest);
  const compiled = order.request.content === 'wasm' ? null : await compile(order, input, report);
  if (compiled === null) report({ kind: 'step', name: 'compile', state: 'skipped' });
  report({ kind: 'step', name: 'package', state: 'running' });
  const wasm = compiled?.wasm ?? input;
  checkSize(wasm, order.wasmLimit);
  const packaged = packageModule(wasm);
  checkSize(packaged.module, order.wasmLimit);
  report({ kind: 'log', text: summary(packaged) });
  const release = {
    wasmDigest: compiled === null ? order.request.digest : await objects.put(wasm),
    wasmSize: wasm.length,
    toolchain: compiled?.toolchain ?? null,
    executable: { ...packaged.executable, ...(await storeParts(objects, packaged)) },
    reused: false,
  };
  report({ kind: 'step', name: 'package', state: 'done' });
  return release;
}

async function compile(
  { request, folder, cache }: JobOrder,
  source: Uint8Array,
  report: (event: JobEvent) => void,
) {
  report({ kind: 'step', name: 'compile', state: 'running' });
  const toolchain = toolchains[request.platform];
  const version = await toolchain.version();
  const log = (text: string) => report({ kind: 'log', text: text.endsWith('\n') ? text : `${text}\n` });
  log(`Compiling with ${version}`);
  const wasm = await toolchain.compile({ source, fileName: fileNames[request.platform], folder, cache, log });
  report({ kind: 'step', name: 'compile', state: 'done' });
  return { wasm, toolchain: version };
}

async function storeParts(objects: ObjectStore, { module, script }: PackagedModule) {
  return {
    moduleDigest: await objects.put(module),
    scriptDigest: script === null ? null : await objects.put(new TextEncoder().encode(script)),
  };
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
