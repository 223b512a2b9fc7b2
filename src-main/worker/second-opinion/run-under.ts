import { AtelierError } from '../../contract/errors.ts';
import type { InvocationInput, InvocationOutput } from '../../contract/invocation.ts';
import { wasmPageBytes } from '../../contract/limits.ts';
import type { OtherEngine } from '../../contract/second-opinion.ts';
import { CommandSession } from '../command-session.ts';
import { Interruption } from '../interruption.ts';
import { standardInput } from '../standard-input.ts';
import { TraceRecorder } from '../trace/trace-recorder.ts';
import type { WasiContext } from '../wasi/context.ts';
import { GuestMemory } from '../wasi/guest-memory.ts';
import { borrowImports, outputLimit } from './borrow-imports.ts';
import type { OtherWasi } from './other-wasi.ts';

/**
 * Runs a command, as it was compiled, under another engine. Nothing but its process bounds its time and memory.
 * Throws `toolchain-missing` where the engine is not installed, `invalid-module` where it can't take the module.
 */
export async function runUnder(
  engine: OtherEngine,
  wasm: Uint8Array,
  input: InvocationInput,
): Promise<InvocationOutput> {
  try {
    const module = new WebAssembly.Module(new Uint8Array(wasm));
    const wasi = await open(engine, module, input);
    try {
      return run(wasi, module, input);
    } finally {
      wasi.close();
    }
  } catch (cause) {
    if (cause instanceof AtelierError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AtelierError('invalid-module', `${engine} can't run the module: ${reason}`, { cause });
  }
}

/** Each engine is loaded when it is asked for: most processes never do. */
async function open(
  engine: OtherEngine,
  module: WebAssembly.Module,
  input: InvocationInput,
): Promise<OtherWasi> {
  const given = { ...input, stdin: standardInput(input) };
  if (engine === 'node')
    return (await withoutWarnings(() => import('./node-wasi.ts'))).openNodeWasi(module, given);
  return await (await import('./wasmer-wasi.ts')).openWasmerWasi(module, given);
}

/** `node:wasi` says that it is experimental when it is loaded, on what is the program's stderr. */
async function withoutWarnings<T>(load: () => Promise<T>): Promise<T> {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return await load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function run(wasi: OtherWasi, module: WebAssembly.Module, input: InvocationInput): InvocationOutput {
  const recorder = new TraceRecorder();
  recorder.reset();
  const session = new CommandSession(input, recorder, new Interruption());
  const context: WasiContext = { memory: new GuestMemory(), session };
  const imports = borrowImports(context, module, wasi.imports, outputLimit(input.limits.output));
  const instance = new WebAssembly.Instance(module, imports);
  const { memory } = instance.exports;
  if (memory instanceof WebAssembly.Memory) context.memory.attach(memory);
  const start = recorder.guestStarts();
  const ended = wasi.start(instance);
  const end = recorder.elapsed();
  const { halt, response } = session.conclude(session.halted?.halt ?? ended);
  session.descriptors.closeAll();
  return {
    halt,
    ...wasi.outputs(),
    response,
    timing: { start, run: end - start, total: end },
    pages: memory instanceof WebAssembly.Memory ? memory.buffer.byteLength / wasmPageBytes : 0,
    trace: recorder.snapshot(),
  };
}
