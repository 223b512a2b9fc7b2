import type { Executable } from '../contract/executable.ts';
import type { InvocationInput, InvocationOutput } from '../contract/invocation.ts';
import type { Interruption } from './interruption.ts';
import type { Runtime, RuntimeFacts } from './runtime.ts';
import type { TraceRecorder } from './trace/trace-recorder.ts';
import { UsualRun } from './usual-run.ts';
import { isWorthTracking } from './worth-tracking.ts';

/**
 * An executable in both its forms: as it is, and keeping account of its writes, which starts sooner and runs slower. Each
 * invocation gets what suits the ones before it.
 */
export class AdaptiveRuntime implements Runtime {
  readonly #executable: Executable;
  readonly #plain: Runtime;
  readonly #tracked: Runtime;
  readonly #usual = new UsualRun();
  #serving: Runtime;

  constructor(executable: Executable, plain: Runtime, tracked: Runtime) {
    this.#executable = executable;
    this.#plain = plain;
    this.#tracked = tracked;
    this.#serving = tracked;
    plain.rest();
  }

  invoke(
    input: InvocationInput,
    recorder: TraceRecorder,
    interruption?: Interruption,
  ): InvocationOutput | Promise<InvocationOutput> {
    this.#choose();
    const output = this.#serving.invoke(input, recorder, interruption);
    // One that waits says nothing of how much it computes.
    if (!(output instanceof Promise)) this.#usual.observe(output.timing.run);
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

  #choose(): void {
    const suited = isWorthTracking(this.#executable, this.#usual.microseconds) ? this.#tracked : this.#plain;
    if (suited === this.#serving) return;
    this.#serving.rest();
    this.#serving = suited;
  }
}
