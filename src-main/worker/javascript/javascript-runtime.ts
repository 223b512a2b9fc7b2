import { AtelierError } from '../../contract/errors.ts';
import type { Executable } from '../../contract/executable.ts';
import type { Halt, InvocationInput, InvocationOutput } from '../../contract/invocation.ts';
import { wasmPageBytes } from '../../contract/limits.ts';
import type { Runtime, RuntimeFacts } from '../runtime.ts';
import type { TraceRecorder } from '../trace/trace-recorder.ts';
import { baseImage } from './base-image.ts';
import { type Engine, type EngineImage, JavaScriptInstance } from './javascript-instance.ts';
import { JavaScriptSession } from './javascript-session.ts';
import { enlargeImage, loadProgram, type Program } from './program.ts';
import { runProgram } from './run-program.ts';

/** What an invocation that suspends leaves idle when it is over; beyond these, instances are dropped. */
const idleLimit = 8;

/** A memory larger than this takes longer to put back than an instance takes to be made. */
const largestImage = 32 * 1024 * 1024;

/** A JavaScript executable with what its digests stand for. */
export interface JavaScriptParts {
  readonly executable: Executable;
  readonly module: WebAssembly.Module;
  readonly script: string;
}

/**
 * Makes a runtime of a script and the QuickJS module that it runs in. The script is compiled here, and its top level
 * run where that needs nothing from outside. Throws `invalid-module` where the module is not the one that the
 * toolchain writes, and `function-failed` where the script can't start.
 */
export async function createJavaScriptRuntime(parts: JavaScriptParts): Promise<Runtime> {
  const { executable, module, script } = parts;
  if (!executable.memory.imported || executable.imageObstacles.length > 0)
    throw new AtelierError('invalid-module', 'The module of a JavaScript function must allow for images.');
  const engine = { module, executable };
  const program = loadProgram(engine, baseImage(engine, executable.moduleDigest), script);
  return new JavaScriptRuntime(engine, program);
}

class JavaScriptRuntime implements Runtime {
  readonly #engine: Engine;
  readonly #topLevel: Program['topLevel'];
  readonly #idle: JavaScriptInstance[] = [];
  #image: EngineImage;
  #disposed = false;

  constructor(engine: Engine, { image, topLevel }: Program) {
    this.#engine = engine;
    this.#image = image;
    this.#topLevel = topLevel;
  }

  invoke(input: InvocationInput, recorder: TraceRecorder): InvocationOutput | Promise<InvocationOutput> {
    recorder.reset();
    const session = new JavaScriptSession(input, recorder);
    const maximumPages = Math.floor(input.limits.maxMemory / wasmPageBytes);
    const imagePages = this.#image.image.memoryBytes / wasmPageBytes;
    if (maximumPages < imagePages)
      return conclude(session, 0, recorder.guestStarts(), tooSmall(maximumPages, imagePages));
    const image = this.#image;
    const instance = this.#take(image, maximumPages);
    const start = recorder.guestStarts();
    const ended = (halt: Halt) => {
      const { pages } = instance;
      this.#retire(instance);
      return conclude(session, pages, start, halt);
    };
    const halt = runProgram(instance, { image, topLevel: this.#topLevel }, session, input.trigger);
    return halt instanceof Promise ? halt.then(ended) : ended(halt);
  }

  facts(): RuntimeFacts {
    const pages = this.#idle.reduce((sum, instance) => sum + instance.pages, 0);
    return {
      memory: pages * wasmPageBytes + this.#image.image.bytes.length,
      idleInstances: this.#idle.length,
      imageObstacles: [],
    };
  }

  dispose(): void {
    this.#disposed = true;
    this.#idle.length = 0;
  }

  /** An instance as new, with the image in it. */
  #take(image: EngineImage, maximumPages: number): JavaScriptInstance {
    for (let instance = this.#idle.pop(); instance !== undefined; instance = this.#idle.pop())
      if (instance.maximumPages === maximumPages && instance.putImageBack(image)) return instance;
    const pages = image.image.memoryBytes / wasmPageBytes;
    const instance = new JavaScriptInstance(this.#engine, pages, maximumPages);
    instance.putImageBack(image);
    return instance;
  }

  /** Keeps an instance. One whose memory has grown shows how much room the image should have had. */
  #retire(instance: JavaScriptInstance): void {
    const grown = instance.pages * wasmPageBytes;
    const { memoryBytes } = this.#image.image;
    instance.session = null;
    if (grown > memoryBytes) {
      if (grown <= largestImage) this.#image = enlargeImage(this.#engine, this.#image, grown - memoryBytes);
    } else if (!this.#disposed && this.#idle.length < idleLimit) this.#idle.push(instance);
  }
}

function tooSmall(pages: number, needed: number): Halt {
  const message = `The function may have ${pages} pages of memory (64 KiB each), and JavaScript needs ${needed}.`;
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
