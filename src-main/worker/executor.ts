import type { TrackedCode } from '../contract/dirty-pages.ts';
import { AtelierError } from '../contract/errors.ts';
import type { Executable } from '../contract/executable.ts';
import type { InvocationInput, InvocationOutput } from '../contract/invocation.ts';
import { AdaptiveRuntime } from './adaptive-runtime.ts';
import { createCommandRuntime } from './command-runtime.ts';
import { keepGuestStacks } from './halt-of-error.ts';
import type { Interruption } from './interruption.ts';
import { createJavaScriptRuntime, JavaScriptRuntime } from './javascript/javascript-runtime.ts';
import type { Runtime, RuntimeFacts } from './runtime.ts';
import type { TraceRecorder } from './trace/trace-recorder.ts';

/** An executable with what its digests stand for. */
export interface LoadedParts {
  readonly executable: Executable;
  /** Compiled, where threads share it, or the module's bytes. */
  readonly module: WebAssembly.Module | Uint8Array;
  /** The script of a `javascript` executable; null for a command. */
  readonly script: string | null;
}

/** Runs executables in this thread. Each is loaded under a key and serves any number of invocations then. */
export interface Executor {
  /**
   * Compiles where needed and takes the image. Loading what is loaded changes nothing.
   * Throws `invalid-module`, or `function-failed` where the executable can't start.
   */
  load(key: string, parts: LoadedParts): Promise<void>;
  isLoaded(key: string): boolean;
  /**
   * Has what is loaded serve in this form from now on where that suits it. Nothing changes where it does already, nor for
   * a script that takes long to start: its thread has others to serve. Throws what `load` throws.
   */
  track(key: string, parts: Omit<LoadedParts, 'module'>, code: TrackedCode<WebAssembly.Module>): void;
  /**
   * Runs one invocation; the recorder is its own until the output is there. Whatever a guest does is told by the
   * output's `halt`. Throws `internal` for a key that is not loaded.
   */
  invoke(
    key: string,
    input: InvocationInput,
    recorder: TraceRecorder,
    interruption?: Interruption,
  ): InvocationOutput | Promise<InvocationOutput>;
  /** Forgets an executable. Invocations of it that are under way end as they would. */
  unload(key: string): void;
  /** What a loaded executable holds at the moment. Throws `internal` for a key that is not loaded. */
  facts(key: string): RuntimeFacts;
}

/** A script starts again for its second form, while its thread serves nobody: milliseconds that this may take. */
const longestRestart = 50;

/** Makes the executor of this thread. */
export function createExecutor(): Executor {
  keepGuestStacks();
  return new ThreadExecutor();
}

class ThreadExecutor implements Executor {
  readonly #runtimes = new Map<string, Runtime>();
  readonly #loading = new Map<string, Promise<void>>();

  load(key: string, parts: LoadedParts): Promise<void> {
    if (this.#runtimes.has(key)) return Promise.resolve();
    const underWay = this.#loading.get(key);
    if (underWay !== undefined) return underWay;
    const loading = createRuntime(parts)
      .then((runtime) => {
        // Unloaded again before it was there.
        if (this.#loading.get(key) !== loading) runtime.dispose();
        else this.#runtimes.set(key, runtime);
      })
      .finally(() => {
        if (this.#loading.get(key) === loading) this.#loading.delete(key);
      });
    this.#loading.set(key, loading);
    return loading;
  }

  isLoaded(key: string): boolean {
    return this.#runtimes.has(key);
  }

  track(
    key: string,
    { executable, script }: Omit<LoadedParts, 'module'>,
    { module, shifts }: TrackedCode<WebAssembly.Module>,
  ): void {
    const plain = this.#runtime(key);
    if (plain instanceof AdaptiveRuntime) return;
    if (plain instanceof JavaScriptRuntime && plain.startTime > longestRestart) return;
    const tracked = instantiate({ executable, module, script }, shifts);
    this.#runtimes.set(key, new AdaptiveRuntime(executable, plain, tracked));
  }

  invoke(key: string, input: InvocationInput, recorder: TraceRecorder, interruption?: Interruption) {
    return this.#runtime(key).invoke(input, recorder, interruption);
  }

  unload(key: string): void {
    this.#runtimes.get(key)?.dispose();
    this.#runtimes.delete(key);
    this.#loading.delete(key);
  }

  facts(key: string): RuntimeFacts {
    return this.#runtime(key).facts();
  }

  #runtime(key: string): Runtime {
    const runtime = this.#runtimes.get(key);
    if (runtime === undefined)
      throw new AtelierError('internal', `The worker was asked for ${key}, which it has not loaded.`);
    return runtime;
  }
}

async function createRuntime({ executable, module, script }: LoadedParts): Promise<Runtime> {
  const compiled = module instanceof WebAssembly.Module ? module : await compile(module);
  return instantiate({ executable, module: compiled, script });
}

/** A runtime of a compiled module; with shifts, of one that keeps account of its writes. */
function instantiate(
  { executable, module, script }: LoadedParts & { readonly module: WebAssembly.Module },
  trackingShifts?: Int32Array,
): Runtime {
  if (executable.kind === 'command') return createCommandRuntime(executable, module, trackingShifts);
  if (script === null)
    throw new AtelierError('internal', 'A JavaScript executable was loaded without its script.');
  return createJavaScriptRuntime({ executable, module, script, trackingShifts });
}

async function compile(bytes: Uint8Array): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>);
  } catch (error) {
    throw new AtelierError('invalid-module', `The module can't be compiled: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
