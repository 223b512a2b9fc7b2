import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DesiredFunction } from '../../src-main/contract/engine.ts';
import type { EngineFacts } from '../../src-main/contract/engine-messages.ts';
import { type PlatformLimits, platformLimits } from '../../src-main/contract/limits.ts';
import { packageModule } from '../../src-main/packager/package-module.ts';
import { openObjectStore } from '../../src-main/registry/object-store.ts';
import { type EngineSupervisor, startEngine } from '../../src-main/scheduler/engine-supervisor.ts';
import { openTraceStore, type TraceStore } from '../../src-main/traces/trace-store.ts';
import { assemble } from './assemble.ts';
import { testCipher, testKey } from './test-cipher.ts';

/** An engine of its own process over an empty home. */
export interface TestEngine {
  readonly engine: EngineSupervisor;
  readonly home: string;
  /** Packages a module, as text or as bytes, and gives the function that runs it, which the engine does not know yet. */
  make(program: string | Uint8Array, overrides?: Partial<DesiredFunction>): Promise<DesiredFunction>;
  /** Makes the engine serve a module and gives the function's id. */
  serve(program: string | Uint8Array, overrides?: Partial<DesiredFunction>): Promise<string>;
  call(path: string, init?: RequestInit): Promise<Answer>;
  /** Resolves when the engine's facts are so. */
  when(holds: (facts: EngineFacts) => boolean): Promise<void>;
  /** Looks into `traces.db` once everything that ended is in it. */
  traces<T>(look: (store: TraceStore) => T): Promise<T>;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; fails where it is none. */
  json(): Record<string, unknown>;
}

let functions = 0;

/** Starts an engine; what is not said of its limits is as the platform has it. */
export async function startTestEngine(
  limits: Partial<PlatformLimits> = {},
  workers = 1,
  gatewayPort = 0,
): Promise<TestEngine> {
  const home = mkdtempSync(join(tmpdir(), 'atelier-engine-'));
  const objects = openObjectStore(join(home, 'objects'));
  const engine = await startEngine({
    home,
    secretKey: testKey,
    gatewayPort,
    workers,
    limits: { ...platformLimits, ...limits },
  });

  const make: TestEngine['make'] = async (program, overrides = {}) => {
    const wasm = typeof program === 'string' ? assemble(program) : program;
    const { module, executable, script } = packageModule(wasm);
    const scriptDigest = script === null ? null : await objects.put(new TextEncoder().encode(script));
    const moduleDigest = await objects.put(module);
    functions += 1;
    return {
      functionId: `function_${functions}`,
      environment: {},
      maxMemory: 64 * 1024 * 1024,
      maxInstances: 4,
      active: {
        deploymentId: `deployment_${functions}`,
        releaseId: `release_${functions}`,
        executable: { ...executable, moduleDigest, scriptDigest },
      },
      ...overrides,
    };
  };
  return {
    engine,
    home,
    make,
    serve: async (program, overrides) => {
      const desired = await make(program, overrides);
      await engine.prepare(desired);
      engine.apply(desired);
      return desired.functionId;
    },
    call: async (path, init) => {
      const response = await fetch(`${engine.gatewayUrl}/${path}`, init);
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
    },
    when: (holds) =>
      new Promise((resolve) => {
        const end = engine.onFacts((facts) => {
          if (facts === null || !holds(facts)) return;
          end();
          resolve();
        });
        if (engine.facts !== null && holds(engine.facts)) resolve();
      }),
    traces: async (look) => {
      await engine.keepTraces();
      const store = openTraceStore(join(home, 'traces.db'), testCipher);
      try {
        return look(store);
      } finally {
        store.close();
      }
    },
    stop: async () => {
      await engine.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** A request whose headers, and no others, are spelled exactly so; gives the answer's status, headers and text. */
export function callWithRawHeaders(
  url: string,
  headers: readonly string[],
  { method = 'GET', body }: { method?: string; body?: Uint8Array } = {},
): Promise<{ status: number; rawHeaders: string[]; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers: headers as never, setDefaultHeaders: false, agent: false });
    call.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          rawHeaders: response.rawHeaders,
          text: Buffer.concat(chunks).toString(),
        }),
      );
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}
