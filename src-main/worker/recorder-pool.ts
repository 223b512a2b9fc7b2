import { TraceRecorder } from './trace/trace-recorder.ts';

/** A recorder with the index that the engine knows its memory by. */
export interface PooledRecorder {
  readonly index: number;
  readonly recorder: TraceRecorder;
}

/**
 * The recorders of one worker thread. One does for all invocations that end where they began; each suspended
 * invocation keeps its own until it is over.
 */
export class RecorderPool {
  readonly #idle: PooledRecorder[] = [];
  readonly #announce: (index: number, buffer: SharedArrayBuffer) => void;
  #made = 0;

  /** Takes what is told of each recorder that is made, so that its memory is known elsewhere before it is used. */
  constructor(announce: (index: number, buffer: SharedArrayBuffer) => void) {
    this.#announce = announce;
  }

  take(): PooledRecorder {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    const made = { index: this.#made, recorder: new TraceRecorder() };
    this.#made += 1;
    this.#announce(made.index, made.recorder.buffer);
    return made;
  }

  giveBack(recorder: PooledRecorder): void {
    this.#idle.push(recorder);
  }
}
