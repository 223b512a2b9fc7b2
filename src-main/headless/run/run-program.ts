import { AtelierError } from '../../contract/errors.ts';
import type { Halt, InvocationOutput } from '../../contract/invocation.ts';
import { functionBounds, wasmPageBytes } from '../../contract/limits.ts';
import type { PackagedModule } from '../../packager/package-module.ts';
import { type Command, CommandInstance, originOf } from '../../worker/command-instance.ts';
import type { GuestHalt } from '../../worker/guest-halt.ts';
import { haltOfError, keepGuestStacks } from '../../worker/halt-of-error.ts';
import { Interruption } from '../../worker/interruption.ts';
import { blameMemory } from '../../worker/refused-growth.ts';
import { ByteSink } from '../../worker/stdio/byte-sink.ts';
import { StreamSink } from '../../worker/stdio/stream-sink.ts';
import { StreamSource } from '../../worker/stdio/stream-source.ts';
import { TraceRecorder } from '../../worker/trace/trace-recorder.ts';
import type { GuestSession } from '../../worker/wasi/context.ts';
import { DescriptorTable } from '../../worker/wasi/descriptor-table.ts';
import { openHostFolder } from '../../worker/wasi/filesystem/host/open-host-folder.ts';
import type { CommandIo, CommandOutput } from '../command-line.ts';
import type { RunOptions } from './run-options.ts';

/** What is left of a run. Output that was streamed is not in it. */
export type RunOutcome = Pick<InvocationOutput, 'halt' | 'stdout' | 'stderr' | 'timing' | 'pages' | 'trace'>;

/** Calls that a trace keeps from the start and from the end of a run, each, where somebody is going to read it. */
const tracedCalls = 65_536;

/** What a 32-bit memory can have at most. */
const limitPages = functionBounds.maximumMemory / wasmPageBytes;

/**
 * Runs a WASI command over this process' streams and folders, in the same instance and hostcalls as a worker's.
 * Throws `invalid-module` where it can't be linked, `not-found` for a folder that is not there.
 */
export async function runProgram(
  packaged: PackagedModule,
  options: RunOptions,
  io: CommandIo,
): Promise<RunOutcome> {
  keepGuestStacks();
  const module = await WebAssembly.compile(packaged.module as Uint8Array<ArrayBuffer>);
  const imports = WebAssembly.Module.imports(module);
  // always able to wait: standard input may be slower than the program
  const command: Command = { module, imports, executable: packaged.executable, suspending: true };
  const stdout = outputOf('stdout', io.stdout, options);
  const stderr = outputOf('stderr', io.stderr, options);
  const session: GuestSession = {
    arguments: options.arguments,
    environment: options.environment,
    descriptors: new DescriptorTable([
      new StreamSource(io.stdin, { isTerminal: 'isTTY' in io.stdin && io.stdin.isTTY === true }),
      stdout,
      stderr,
      ...options.mounts.map(({ hostPath, guestPath }) => openHostFolder(hostPath, guestPath)),
    ]),
    recorder: recorderFor(options),
    interruption: new Interruption(),
    halted: null as GuestHalt | null,
  };
  try {
    return { ...(await runInstance(command, session)), stdout: bytesOf(stdout), stderr: bytesOf(stderr) };
  } finally {
    session.descriptors.closeAll();
    // a stream that somebody may still read keeps the process alive
    io.stdin.destroy();
  }
}

async function runInstance(
  command: Command,
  session: GuestSession,
): Promise<Omit<RunOutcome, 'stdout' | 'stderr'>> {
  const { recorder } = session;
  recorder.reset();
  const instance = instantiate(command, session);
  const start = recorder.guestStarts();
  // What was written has been streamed away: a guest's last words are not heard here.
  const halt =
    instance instanceof CommandInstance ? blameMemory(await instance.run(session), instance, []) : instance;
  const total = recorder.elapsed();
  return {
    halt,
    timing: { start, run: total - start, total },
    pages: instance instanceof CommandInstance ? instance.pages : 0,
    trace: recorder.snapshot(),
  };
}

/** The instance, or why the module's start function ended the run before there was one. */
function instantiate(command: Command, session: GuestSession): CommandInstance | Halt {
  try {
    return new CommandInstance(command, limitPages, session);
  } catch (error) {
    if (!(error instanceof WebAssembly.LinkError)) return haltOfError(error, originOf(command));
    throw new AtelierError('invalid-module', `The module can't be linked: ${error.message}`, {
      cause: error,
    });
  }
}

function recorderFor({ trace, debugJson }: RunOptions): TraceRecorder {
  return new TraceRecorder(trace || debugJson ? { firstSlots: tracedCalls, lastSlots: tracedCalls } : {});
}

function outputOf(name: string, stream: CommandOutput, { debugJson }: RunOptions): StreamSink | ByteSink {
  if (debugJson) return new ByteSink(name, Number.MAX_SAFE_INTEGER);
  return new StreamSink(stream, { isTerminal: stream.isTTY === true });
}

function bytesOf(output: StreamSink | ByteSink): Uint8Array {
  return output instanceof ByteSink ? output.bytes : new Uint8Array(0);
}
