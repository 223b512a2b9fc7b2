import { describeSize } from '../../contract/describe-size.ts';
import type { Executable } from '../../contract/executable.ts';
import type { Halt, InvocationInput, InvocationOutput } from '../../contract/invocation.ts';
import { wasmPageBytes } from '../../contract/limits.ts';
import { ownBytes } from '../image.ts';
import { Interruption } from '../interruption.ts';
import type { Runtime, RuntimeFacts } from '../runtime.ts';
import type { TraceRecorder } from '../trace/trace-recorder.ts';
import { type Engine, engineOf, largestRecycled } from './engine.ts';
import type { EngineImage, JavaScriptInstance } from './javascript-instance.ts';
import { JavaScriptSession } from './javascript-session.ts';
import { enlargeImage, loadProgram, type Program } from './program.ts';
import { runProgram } from './run-program.ts';

/** A JavaScript executable with what its digests stand for. */
export interface JavaScriptParts {
  readonly executable: Executable;
  readonly module: WebAssembly.Module;
  readonly script: string;
  /** Of a module that keeps account of its writes. */
  readonly trackingShifts?: Int32Array | undefined;
}

/**
 * Makes a runtime of a script and the QuickJS module that it runs in. The script is compiled here, and its top level
 * run where that needs nothing from outside. Throws `invalid-module` where the module is not the one that the
 * toolchain writes, and `function-failed` where the script can't start.
 */
export function createJavaScriptRuntime(parts: JavaScriptParts): Runtime {
  const { executable, module, script, trackingShifts } = parts;
  const engine = engineOf(executable, module, trackingShifts);
  // Processor time: a busy machine must not make a quick script pass for a slow one.
  const before = process.threadCpuUsage();
  const program = loadProgram(engine, script);
  const { user, system } = process.threadCpuUsage(before);
  return new JavaScriptRuntime(engine, program, (user + system) / 1000);
}

/** See {@link createJavaScriptRuntime}. */
export class JavaScriptRuntime implements Runtime {
  /** Processor time that it took to compile the script and run its top level, in milliseconds. */
  readonly startTime: number;
  readonly #engine: Engine;
  readonly #program: Program;
  /** The program's image with as much free memory as its invocations have turned out to need. */
  #roomy: EngineImage;

  constructor(engine: Engine, program: Program, startTime: number) {
    this.startTime = startTime;
    this.#engine = engine;
    this.#program = program;
    this.#roomy = program.image;
  }

  invoke(
    input: InvocationInput,
    recorder: TraceRecorder,
    interruption = new Interruption(),
  ): InvocationOutput | Promise<InvocationOutput> {
    recorder.reset();
    const session = new JavaScriptSession(input, recorder, interruption);
    const maximumPages = Math.floor(input.limits.maxMemory / wasmPageBytes);
    const image = this.#imageWithin(input.limits.maxMemory);
    if (image === null) return conclude(session, 0, recorder.guestStarts(), tooSmall(maximumPages));
    const instance = this.#engine.take(image, maximumPages);
    const start = recorder.guestStarts();
    const ended = (halt: Halt) => {
      const { pages } = instance;
      this.#retire(instance, halt);
      return conclude(session, pages, start, halt);
    };
    const program = image === this.#program.image ? this.#program : { ...this.#program, image };
    const halt = runProgram(instance, program, session, input.trigger);
    return halt instanceof Promise ? halt.then(ended) : ended(halt);
  }

  facts(): RuntimeFacts {
    const images = new Set([this.#program.image, this.#roomy]);
    return {
      memory: [...images].reduce((sum, { image }) => sum + ownBytes(image), 0),
      idleInstances: this.#engine.idleInstances,
      imageObstacles: [],
    };
  }

  rest(): void {
    this.#roomy = this.#program.image;
  }

  dispose(): void {
    // Instances belong to the engine, and the images go with this.
  }

  #imageWithin(maxMemory: number): EngineImage | null {
    return [this.#roomy, this.#program.image].find(({ image }) => image.memoryBytes <= maxMemory) ?? null;
  }

  /** Gives an instance back. One whose memory has grown shows how much room the image should have had. */
  #retire(instance: JavaScriptInstance, halt: Halt): void {
    instance.session = null;
    // What is still under way may write into its memory, and so may what it was not left the time to wait for.
    if (instance.operations.count > 0 || halt.kind === 'cancelled' || halt.kind === 'deadline') return;
    const needed = instance.pages * wasmPageBytes;
    const { memoryBytes } = this.#roomy.image;
    if (needed > memoryBytes && needed <= largestRecycled)
      this.#roomy = enlargeImage(this.#engine, this.#roomy, needed - memoryBytes);
    this.#engine.give(instance);
  }
}

function tooSmall(pages: number): Halt {
  const message = `The function may have ${describeSize(pages * wasmPageBytes)} of memory, and its script needs more to start.`;
  return { kind: 'memory-limit', message, stack: [] };
}

function conclude(session: JavaScriptSession, pages: number, start: number, ended: Halt): InvocationOutput {
  const { recorder } = session;
  const run = recorder.elapsed() - start;
  const { halt, response } = session.conclude(ended);
  session.descriptors.closeAll();
  const trace = recorder.snapshot();
  return {
    halt,
    stdout: session.stdout.bytes,
    stderr: session.stderr.bytes,
    response,
    timing: { start, run, total: recorder.elapsed() },
    pages,
    trace,
  };
}
