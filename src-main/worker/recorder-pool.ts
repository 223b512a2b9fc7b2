import { Interruption, type InvocationWords } from './interruption.ts';
import { TraceRecorder } from './trace/trace-recorder.ts';

/** A recorder with the index that the engine knows its memory by, and what ends the invocation that it records. */
export interface PooledRecorder {
  readonly index: number;
  readonly recorder: TraceRecorder;
  readonly interruption: Interruption;
}

/**
 * The recorders of one worker thread. One does for all invocations that end where they began; each suspended
 * invocation keeps its own until it is over.
 */
export class RecorderPool {
  readonly #engine: InvocationWords;
  readonly #made: PooledRecorder[] = [];
  readonly #idle: PooledRecorder[] = [];
  readonly #announce: (index: number, buffer: SharedArrayBuffer) => void;

  /**
   * Takes what the engine shares of invocations, and what is told of each recorder that is made, so that its memory is known
   * elsewhere before it is used.
   */
  constructor(engine: InvocationWords, announce: (index: number, buffer: SharedArrayBuffer) => void) {
    this.#engine = engine;
    this.#announce = announce;
  }

  /** The recorder with this index. */
  at(index: number): PooledRecorder | undefined {
    return this.#made[index];
  }

  take(): PooledRecorder {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    const made = {
      index: this.#made.length,
      recorder: new TraceRecorder(),
      interruption: new Interruption(this.#engine),
    };
    this.#made.push(made);
    this.#announce(made.index, made.recorder.buffer);
    return made;
  }

  giveBack(recorder: PooledRecorder): void {
    this.#idle.push(recorder);
  }
}
