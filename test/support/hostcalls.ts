import { hostcalls, wideKinds } from '../../src-main/contract/hostcalls.ts';
import { readTrace } from '../../src-main/traces/read-trace.ts';
import type { TraceCall } from '../../src-main/traces/trace-call.ts';
import { Interruption } from '../../src-main/worker/interruption.ts';
import { TraceRecorder } from '../../src-main/worker/trace/trace-recorder.ts';
import { preview1Abi, type WasiAbi } from '../../src-main/worker/wasi/abi.ts';
import type { GuestSession, WasiContext } from '../../src-main/worker/wasi/context.ts';
import type { Descriptor } from '../../src-main/worker/wasi/descriptor.ts';
import { DescriptorTable } from '../../src-main/worker/wasi/descriptor-table.ts';
import { GuestMemory } from '../../src-main/worker/wasi/guest-memory.ts';
import { createWasiImports } from '../../src-main/worker/wasi/preview1.ts';
import { assemble } from './assemble.ts';

export interface HostcallOptions {
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly descriptors?: readonly Descriptor[];
  readonly suspending?: boolean;
  readonly abi?: WasiAbi;
}

/** A guest that does nothing but make the calls that a test asks for. */
export interface HostcallGuest {
  /** Its one page of memory. */
  readonly memory: GuestMemory;
  readonly descriptors: DescriptorTable;
  /** Makes a call; a promise of its errno where the guest is one that can be suspended. */
  call(name: string, ...parameters: (number | bigint)[]): number | Promise<number>;
  /** Grows the memory by one page, which detaches every view of it. */
  grow(): void;
  /** What was recorded so far. */
  trace(): readonly TraceCall[];
}

/** Makes a guest whose calls go through WebAssembly, as those of a compiled program do. */
export function createHostcallGuest(options: HostcallOptions = {}): HostcallGuest {
  const { abi = preview1Abi, suspending = false } = options;
  const module = new WebAssembly.Module(callingModule(abi));
  const session: GuestSession = {
    arguments: options.arguments ?? [],
    environment: options.environment ?? {},
    descriptors: new DescriptorTable(options.descriptors ?? []),
    recorder: new TraceRecorder(),
    interruption: new Interruption(),
    halted: null,
  };
  session.recorder.reset();
  const context: WasiContext = { memory: new GuestMemory(), session };
  const memory = new WebAssembly.Memory({ initial: 1 });
  context.memory.attach(memory);
  const imports = createWasiImports(context, WebAssembly.Module.imports(module), { suspending });
  const { exports } = new WebAssembly.Instance(module, { ...imports, atelier: { memory } });
  return {
    memory: context.memory,
    descriptors: session.descriptors,
    call(name, ...parameters) {
      const exported = exports[name] as (...values: (number | bigint)[]) => number;
      if (!suspending) return exported(...parameters);
      return WebAssembly.promising(exported)(...parameters) as Promise<number>;
    },
    grow() {
      memory.grow(1);
    },
    trace: () => readTrace(session.recorder.snapshot()).calls,
  };
}

/** Exports for each call a function that makes it. */
function callingModule({ module }: WasiAbi): Uint8Array<ArrayBuffer> {
  const calls = hostcalls.filter((call) => call.module === 'wasi_snapshot_preview1');
  const signatures = calls.map(({ name, parameters, returns }) => ({
    name,
    types: parameters.map(({ kind }) => (wideKinds.has(kind) ? 'i64' : 'i32')).join(' '),
    values: parameters.map((_, index) => `(local.get ${index})`).join(' '),
    result: returns === 'errno' ? '(result i32)' : '',
  }));
  return assemble(`(module
    ${signatures.map(({ name, types, result }) => `(import "${module}" "${name}" (func $${name} (param ${types}) ${result}))`).join('\n')}
    (import "atelier" "memory" (memory 1))
    ${signatures.map(({ name, types, values, result }) => `(func (export "${name}") (param ${types}) ${result} (call $${name} ${values}))`).join('\n')})`);
}
