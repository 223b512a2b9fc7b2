import type { Executable } from '../contract/executable.ts';
import type { InvocationInput, InvocationOutput } from '../contract/invocation.ts';
import type { Runtime, RuntimeFacts } from './runtime.ts';
import type { TraceRecorder } from './trace/trace-recorder.ts';
import { isWorthTracking } from './worth-tracking.ts';

/** By how much each run draws the usual one to its side. */
const step = 0.2;

/**
 * An executable in both its forms: as it is, and keeping account of its writes, which starts sooner and runs slower. Each
 * invocation gets what suits the ones before it.
 */
export class AdaptiveRuntime implements Runtime {
  readonly #executable: Executable;
  readonly #plain: Runtime;
  readonly #tracked: Runtime;
  #serving: Runtime;
  /** Microseconds that half of the runs exceed of late: what the machine did beside a run can't draw it far. */
  #usual: number | null = null;

  constructor(executable: Executable, plain: Runtime, tracked: Runtime) {
    this.#executable = executable;
    this.#plain = plain;
    this.#tracked = tracked;
    this.#serving = tracked;
    plain.rest();
  }

  invoke(input: InvocationInput, recorder: TraceRecorder): InvocationOutput | Promise<InvocationOutput> {
    this.#choose();
    const output = this.#serving.invoke(input, recorder);
    // One that waits says nothing of how much it computes.
    if (!(output instanceof Promise)) this.#observe(output.timing.run);
    return output;
  }

  facts(): RuntimeFacts {
    return this.#serving.facts();
  }

  rest(): void {
    this.#serving.rest();
  }

  dispose(): void {
    this.#plain.dispose();
    this.#tracked.dispose();
  }

  #observe(run: number): void {
    if (this.#usual === null) this.#usual = Math.max(run, 1);
    else this.#usual *= run > this.#usual ? 1 + step : 1 - step;
  }

  #choose(): void {
    const suited = isWorthTracking(this.#executable, this.#usual ?? 0) ? this.#tracked : this.#plain;
    if (suited === this.#serving) return;
    this.#serving.rest();
    this.#serving = suited;
  }
}
