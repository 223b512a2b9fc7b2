import { hostcalls, wideKinds } from '../../src-main/contract/hostcalls.ts';
import type { InvocationInput, InvocationOutput } from '../../src-main/contract/invocation.ts';
import { parseModule } from '../../src-main/packager/module/parse-module.ts';
import { trackWrites } from '../../src-main/packager/module/track-writes.ts';
import { packageModule } from '../../src-main/packager/package-module.ts';
import { buildTraceModel, type TraceModel } from '../../src-main/traces/trace-model.ts';
import { createCommandRuntime } from '../../src-main/worker/command-runtime.ts';
import type { Runtime } from '../../src-main/worker/runtime.ts';
import { TraceRecorder } from '../../src-main/worker/trace/trace-recorder.ts';
import { assemble } from './assemble.ts';

/** A Std invocation without stdin; the overrides are laid over it. */
export function invocation(overrides: Partial<InvocationInput> = {}): InvocationInput {
  return {
    id: 'invocation_00000000-0000-4000-8000-000000000000',
    trigger: 'Std',
    arguments: ['main'],
    environment: {},
    head: '',
    body: new Uint8Array(0),
    limits: { maxMemory: 64 * 1024 * 1024, output: 1024 * 1024 },
    ...overrides,
  };
}

/** Imports of those calls in the text format, each as `$name`, with the signatures of the table. */
export function importing(...names: readonly string[]): string {
  return names
    .map((name) => {
      const call = hostcalls.find((candidate) => candidate.name === name);
      if (call === undefined) throw new Error(`no hostcall is called ${name}`);
      const types = call.parameters.map(({ kind }) => (wideKinds.has(kind) ? 'i64' : 'i32'));
      const result = call.returns === 'errno' ? '(result i32)' : '';
      return `(import "${call.module}" "${name}" (func $${name} (param ${types.join(' ')}) ${result}))`;
    })
    .join('\n');
}

/** Packages a command as the platform does and makes a runtime of it. */
export function createGuest(source: string): Runtime {
  const { module, executable } = packageModule(assemble(source));
  const digest = '0'.repeat(64);
  return createCommandRuntime(
    { ...executable, moduleDigest: digest, scriptDigest: null },
    new WebAssembly.Module(module as Uint8Array<ArrayBuffer>),
  );
}

/** The same of its form that keeps account of its writes, with every invocation in it. */
export function createTrackedGuest(source: string): Runtime {
  const { module, executable } = packageModule(assemble(source));
  const tracked = trackWrites(parseModule(module));
  if (tracked === null) throw new Error('this module can’t keep account of its writes');
  return createCommandRuntime(
    { ...executable, moduleDigest: '0'.repeat(64), scriptDigest: null },
    new WebAssembly.Module(tracked.bytes as Uint8Array<ArrayBuffer>),
    Int32Array.from(tracked.shifts.flat()),
  );
}

export interface GuestRun extends InvocationOutput {
  readonly stdoutText: string;
  readonly model: TraceModel;
}

/** Runs one invocation to its end and reads what it left behind. */
export async function invoke(runtime: Runtime, overrides: Partial<InvocationInput> = {}): Promise<GuestRun> {
  const output = await runtime.invoke(invocation(overrides), new TraceRecorder());
  return {
    ...output,
    stdoutText: Buffer.from(output.stdout).toString(),
    model: buildTraceModel(output.trace, output.timing, output.halt),
  };
}

/** Packages a command and runs it once. */
export async function runGuest(source: string, overrides: Partial<InvocationInput> = {}): Promise<GuestRun> {
  const runtime = createGuest(source);
  try {
    return await invoke(runtime, overrides);
  } finally {
    runtime.dispose();
  }
}
