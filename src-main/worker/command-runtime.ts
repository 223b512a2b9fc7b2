import { AtelierError } from '../contract/errors.ts';
import type { Executable } from '../contract/executable.ts';
import type { Halt, InvocationInput, InvocationOutput } from '../contract/invocation.ts';
import { functionDefaults, wasmPageBytes } from '../contract/limits.ts';
import { type Command, CommandInstance, originOf, startTouchedHost } from './command-instance.ts';
import { CommandSession } from './command-session.ts';
import { haltOfError } from './halt-of-error.ts';
import { type Image, ownBytes } from './image.ts';
import { Interruption } from './interruption.ts';
import { blameMemory } from './refused-growth.ts';
import type { Runtime, RuntimeFacts } from './runtime.ts';
import type { TraceRecorder } from './trace/trace-recorder.ts';
import { mayWait } from './wasi/import-calls.ts';

/** More than these would only wait: a command that doesn't suspend uses one, and a new instance is cheap enough. */
const idleLimit = 8;

/**
 * Above this, zeroing a memory costs as much as a new one and its collection do: measured, new memories are quick to
 * get and dear to be rid of, so that images win up to some 64 MiB.
 */
const imageMemoryLimit = 32 * 1024 * 1024;

/**
 * Makes a runtime of a compiled WASI command; with shifts, of one that keeps account of its writes. Its image is taken
 * here, so that the first invocation is as fast as any. Throws `invalid-module` where it can't be linked,
 * `function-failed` where its start function traps.
 */
export function createCommandRuntime(
  executable: Executable,
  module: WebAssembly.Module,
  trackingShifts?: Int32Array,
): CommandRuntime {
  const imports = WebAssembly.Module.imports(module);
  const suspending = mayWait(imports);
  return new CommandRuntime({ module, imports, executable, suspending, trackingShifts }, executable);
}

/** See {@link createCommandRuntime}. */
export class CommandRuntime implements Runtime {
  readonly #command: Command;
  readonly #image: Image | null;
  readonly #obstacles: readonly string[];
  readonly #idle: CommandInstance[] = [];
  #disposed = false;

  constructor(command: Command, executable: Executable) {
    this.#command = command;
    const first = firstInstance(command);
    this.#obstacles = obstaclesOf(executable, first);
    this.#image = this.#obstacles.length === 0 ? (first?.takeImage() ?? null) : null;
    if (first !== null) this.#keep(first);
  }

  invoke(
    input: InvocationInput,
    recorder: TraceRecorder,
    interruption = new Interruption(),
  ): InvocationOutput | Promise<InvocationOutput> {
    recorder.reset();
    const session = new CommandSession(input, recorder, interruption);
    const pages = Math.floor(input.limits.maxMemory / wasmPageBytes);
    let instance: CommandInstance;
    try {
      instance = this.#take(pages, session);
    } catch (error) {
      return conclude(session, null, recorder.guestStarts(), haltOfError(error, originOf(this.#command)));
    }
    const start = recorder.guestStarts();
    const ended = (halt: Halt) => {
      this.#retire(instance, halt);
      return conclude(session, instance, start, halt);
    };
    const halt = instance.run(session);
    return halt instanceof Promise ? halt.then(ended) : ended(halt);
  }

  facts(): RuntimeFacts {
    const pages = this.#idle.reduce((sum, instance) => sum + instance.pages, 0);
    return {
      memory: pages * wasmPageBytes + (this.#image === null ? 0 : ownBytes(this.#image)),
      idleInstances: this.#idle.length,
      imageObstacles: this.#obstacles,
    };
  }

  dispose(): void {
    this.#disposed = true;
    this.rest();
  }

  rest(): void {
    this.#idle.length = 0;
  }

  /** An instance as new: one that waits, with the image put back, or one made now. */
  #take(pages: number, session: CommandSession): CommandInstance {
    for (let instance = this.#idle.pop(); instance !== undefined; instance = this.#idle.pop())
      if (instance.limitPages === pages && this.#image !== null && instance.putImageBack(this.#image))
        return instance;
    return new CommandInstance(this.#command, pages, session);
  }

  /** Keeps an instance whose guest ended by itself; what a trap left behind is not worth a thought. */
  #retire(instance: CommandInstance, halt: Halt): void {
    if (halt.kind === 'exit') this.#keep(instance);
  }

  #keep(instance: CommandInstance): void {
    const reusable = this.#image !== null && instance.pages * wasmPageBytes === this.#image.memoryBytes;
    if (reusable && !this.#disposed && this.#idle.length < idleLimit) this.#idle.push(instance);
  }
}

/**
 * The instance that the image is taken of. Null where the module's start function makes hostcalls: what it learns
 * from them belongs to one invocation.
 */
function firstInstance(command: Command): CommandInstance | null {
  const { initialPages } = command.executable.memory;
  const pages = Math.max(initialPages, functionDefaults.maxMemory / wasmPageBytes);
  try {
    return new CommandInstance(command, pages, null);
  } catch (error) {
    if (error === startTouchedHost) return null;
    throw loadError(error);
  }
}

function obstaclesOf({ imageObstacles, memory }: Executable, first: CommandInstance | null): string[] {
  const obstacles = [...imageObstacles];
  if (first === null) obstacles.push('the start function makes hostcalls');
  if (memory.initialPages * wasmPageBytes > imageMemoryLimit)
    obstacles.push(
      `the memory begins with ${memory.initialPages} pages, which are faster made than restored`,
    );
  return obstacles;
}

function loadError(error: unknown): AtelierError {
  if (error instanceof WebAssembly.LinkError)
    return new AtelierError('invalid-module', `The module can't be linked: ${error.message}`, {
      cause: error,
    });
  const halt = haltOfError(error);
  const reason = halt.kind === 'exit' ? `it exited with ${halt.code}` : halt.message;
  return new AtelierError('function-failed', `The module's start function failed: ${reason}`, {
    cause: error,
  });
}

function conclude(
  session: CommandSession,
  instance: CommandInstance | null,
  start: number,
  ended: Halt,
): InvocationOutput {
  const { recorder } = session;
  const run = recorder.elapsed() - start;
  const { halt, response } = session.conclude(
    instance === null ? ended : blameMemory(ended, instance, [session.stdout.bytes, session.stderr.bytes]),
  );
  session.descriptors.closeAll();
  const trace = recorder.snapshot();
  return {
    halt,
    stdout: session.stdout.bytes,
    stderr: session.stderr.bytes,
    response,
    timing: { start, run, total: recorder.elapsed() },
    pages: instance?.pages ?? 0,
    trace,
  };
}
