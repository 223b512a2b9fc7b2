import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platformLimits } from '../../src-main/contract/limits.ts';
import { packageModule } from '../../src-main/packager/package-module.ts';
import { openObjectStore } from '../../src-main/registry/object-store.ts';
import { type EngineSupervisor, startEngine } from '../../src-main/scheduler/engine-supervisor.ts';
import { javaScriptToolchain } from '../../src-main/toolchain/javascript.ts';
import { testKey } from '../support/test-cipher.ts';

/** An engine process over an empty home, without the control plane before it. */
export interface BenchEngine extends AsyncDisposable {
  readonly engine: EngineSupervisor;
  /** Serves a release's WebAssembly and gives the function's id. */
  serve(wasm: Uint8Array): Promise<string>;
}

/**
 * Starts an engine with as many workers as the product starts. `preload` is a module that the engine and its worker
 * threads load before anything else.
 */
export async function startBenchEngine(preload?: URL): Promise<BenchEngine> {
  const home = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
  const objects = openObjectStore(join(home, 'objects'));
  const engine = await withPreload(preload, () =>
    startEngine({ home, secretKey: testKey, gatewayPort: 0, limits: platformLimits }),
  );
  let functions = 0;
  return {
    engine,
    async serve(wasm) {
      const { module, script, executable } = packageModule(wasm);
      const moduleDigest = await objects.put(module);
      const scriptDigest = script === null ? null : await objects.put(new TextEncoder().encode(script));
      functions += 1;
      const desired = {
        functionId: `function_${functions}`,
        environment: {},
        maxMemory: 64 * 1024 * 1024,
        maxInstances: 1,
        active: {
          deploymentId: `deployment_${functions}`,
          releaseId: `release_${functions}`,
          executable: { ...executable, moduleDigest, scriptDigest },
        },
      };
      await engine.prepare(desired);
      engine.apply(desired);
      return desired.functionId;
    },
    async [Symbol.asyncDispose]() {
      await engine.close();
      await rm(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** The WebAssembly of a script, as the platform's own toolchain makes it. */
export function compileScript(source: string): Promise<Uint8Array> {
  return javaScriptToolchain.compile({
    source: new TextEncoder().encode(source),
    fileName: 'function.js',
    folder: tmpdir(),
    cache: tmpdir(),
    log: () => {},
  });
}

/** The engine is a process that inherits the environment of whoever starts it. */
async function withPreload<Result>(preload: URL | undefined, start: () => Promise<Result>): Promise<Result> {
  if (preload === undefined) return start();
  const before = process.env.NODE_OPTIONS;
  process.env.NODE_OPTIONS = `${before ?? ''} --import=${preload.href}`;
  try {
    return await start();
  } finally {
    if (before === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = before;
  }
}
