import type { InvocationInput } from '../../src-main/contract/invocation.ts';
import { packageModule } from '../../src-main/packager/package-module.ts';
import { createCommandRuntime } from '../../src-main/worker/command-runtime.ts';
import { createJavaScriptRuntime } from '../../src-main/worker/javascript/javascript-runtime.ts';
import type { Runtime } from '../../src-main/worker/runtime.ts';
import { type GuestRun, invoke } from './guest.ts';

/** Packages what a compiler made, as the platform does, and runs it once in the executor. */
export async function runWasm(wasm: Uint8Array, overrides: Partial<InvocationInput> = {}): Promise<GuestRun> {
  const runtime = await createRuntime(wasm);
  try {
    return await invoke(runtime, overrides);
  } finally {
    runtime.dispose();
  }
}

async function createRuntime(wasm: Uint8Array): Promise<Runtime> {
  const { module, script, ...packaged } = packageModule(wasm);
  const executable = { ...packaged.executable, moduleDigest: 'a'.repeat(64), scriptDigest: null };
  const compiled = new WebAssembly.Module(module as Uint8Array<ArrayBuffer>);
  if (script === null) return createCommandRuntime(executable, compiled);
  return createJavaScriptRuntime({ executable, module: compiled, script });
}
