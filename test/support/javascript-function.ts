import type {
  HttpTriggerRequest,
  InvocationInput,
  InvocationOutput,
} from '../../src-main/contract/invocation.ts';
import { parseModule } from '../../src-main/packager/module/parse-module.ts';
import { trackWrites } from '../../src-main/packager/module/track-writes.ts';
import { packageModule } from '../../src-main/packager/package-module.ts';
import { javaScriptToolchain } from '../../src-main/toolchain/javascript.ts';
import { createJavaScriptRuntime } from '../../src-main/worker/javascript/javascript-runtime.ts';
import type { Runtime } from '../../src-main/worker/runtime.ts';
import { type GuestRun, invoke } from './guest.ts';

/** What a function answered, its body as text. */
export interface Answer extends GuestRun {
  readonly stderrText: string;
  readonly body: string;
}

/** Compiles a script, packages it as the platform does, and loads it. */
export async function loadFunction(source: string): Promise<Runtime> {
  const { module, executable, script } = packageModule(await compileFunction(source));
  return createJavaScriptRuntime({
    executable: { ...executable, moduleDigest: 'a'.repeat(64), scriptDigest: 'b'.repeat(64) },
    module: new WebAssembly.Module(module as Uint8Array<ArrayBuffer>),
    script: script ?? '',
  });
}

/** The same in the form that keeps account of its writes. */
export async function loadTrackedFunction(source: string): Promise<Runtime> {
  const { module, executable, script } = packageModule(await compileFunction(source));
  engine ??= trackEngine(module);
  return createJavaScriptRuntime({
    executable: { ...executable, moduleDigest: 'a'.repeat(64), scriptDigest: 'b'.repeat(64) },
    script: script ?? '',
    ...engine,
  });
}

/** All scripts share one module. */
let engine: ReturnType<typeof trackEngine> | undefined;

function trackEngine(module: Uint8Array) {
  const tracked = trackWrites(parseModule(module));
  if (tracked === null) throw new Error('QuickJS can’t keep account of its writes');
  return {
    module: new WebAssembly.Module(tracked.bytes as Uint8Array<ArrayBuffer>),
    trackingShifts: Int32Array.from(tracked.shifts.flat()),
  };
}

/** The WebAssembly of a script. */
export function compileFunction(source: string | Uint8Array, log: string[] = []): Promise<Uint8Array> {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  return javaScriptToolchain.compile({
    source: bytes,
    fileName: 'function.js',
    folder: '',
    cache: '',
    log: (text) => log.push(text),
  });
}

/** Runs one invocation of a loaded function. */
export async function answerOf(runtime: Runtime, overrides: Partial<InvocationInput> = {}): Promise<Answer> {
  const run = await invoke(runtime, overrides);
  return { ...run, stderrText: textOf(run.stderr), body: textOf(run.response?.body ?? new Uint8Array()) };
}

/** Loads a script and runs it once: by the HTTP trigger, unless the overrides say otherwise. */
export async function runFunction(
  source: string,
  overrides: Partial<InvocationInput> = httpRequest(),
): Promise<Answer> {
  return answerOf(await loadFunction(source), overrides);
}

/** A Std invocation with that body as stdin. */
export function standardInput(stdin = ''): Partial<InvocationInput> {
  return { trigger: 'Std', body: new TextEncoder().encode(stdin) };
}

/** A GET by the HTTP trigger; the overrides are laid over its request. */
export function httpRequest({
  body = new Uint8Array(0),
  ...overrides
}: Partial<HttpTriggerRequest & Pick<InvocationInput, 'body'>> = {}): Partial<InvocationInput> {
  const told: HttpTriggerRequest = {
    method: 'GET',
    url: 'http://localhost:8787/function_1/path?name=value&trigger=http',
    path: '/path',
    query: { name: 'value' },
    headers: { 'User-Agent': 'me', Accept: '*/*' },
    ...overrides,
  };
  return { trigger: 'Http', head: JSON.stringify(told), body };
}

/** Names of the hostcalls that an invocation made, in their order. */
export function callsOf({ model }: GuestRun): string[] {
  return model.calls.map(({ name }) => name);
}

function textOf(bytes: InvocationOutput['stdout']): string {
  return Buffer.from(bytes).toString();
}
