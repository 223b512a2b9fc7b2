import { WorkerThread, type WorkerThreadListener } from './worker-thread.ts';

/** A thread that dies before it is up is not replaced at once: its fault is likely to be the next one's too. */
const restartDelay = 500;

/** What a worker is there for: it takes invocations, waits to replace one that does, or only ends what it holds. */
export type WorkerRole = 'serving' | 'spare' | 'retiring';

/** The worker threads of an engine: those that serve, one warm spare, and those that only finish what they hold. */
export class WorkerPool {
  /** Workers that take invocations. */
  readonly serving: WorkerThread[] = [];
  readonly #listener: WorkerThreadListener;
  readonly #retiring = new Set<WorkerThread>();
  #size: number;
  #spare: WorkerThread | null = null;
  #made = 0;
  #closed = false;

  constructor(size: number, listener: WorkerThreadListener) {
    this.#size = size;
    this.#listener = listener;
    this.#fill();
  }

  /** How many serve while nothing is stuck. */
  get size(): number {
    return this.#size;
  }

  /**
   * Changes how many serve. Those that are too many, the least busy ones, get no more work and end with what they
   * hold; gives them.
   */
  resize(size: number): WorkerThread[] {
    this.#size = size;
    const surplus = this.serving
      .toSorted((one, other) => one.held.size - other.held.size)
      .slice(0, Math.max(0, this.serving.length - size));
    for (const worker of surplus) this.retire(worker);
    this.#fill();
    return surplus;
  }

  /** Every worker with what it is there for. */
  *all(): Generator<{ worker: WorkerThread; role: WorkerRole }> {
    for (const worker of this.serving) yield { worker, role: 'serving' };
    for (const worker of this.#retiring) yield { worker, role: 'retiring' };
    if (this.#spare !== null) yield { worker: this.#spare, role: 'spare' };
  }

  /** Puts the spare to work beside the others, unless there are as many as there may be. */
  grow(): void {
    // Threads that are stuck still share the processors: a few more keep others served, many would starve them.
    if (this.serving.length >= this.#size * 2 + 2) return;
    this.#promote();
    this.#warm();
  }

  /** Gives the worker no more work: it ends with the last invocation that it holds, and another takes its place. */
  retire(worker: WorkerThread): void {
    if (!this.#leave(worker)) return;
    this.#retiring.add(worker);
    this.endIfIdle(worker);
    this.#fill();
  }

  /** Ends a retiring worker that holds nothing any more. */
  endIfIdle(worker: WorkerThread): void {
    if (this.#retiring.has(worker) && worker.held.size === 0) worker.finish('its worker was retired');
  }

  /** Takes a worker that is gone from the pool and lets another take its place. */
  remove(worker: WorkerThread): void {
    this.#leave(worker);
    this.#retiring.delete(worker);
    if (this.#spare === worker) this.#spare = null;
    if (worker.isUp) this.#fill();
    else setTimeout(() => this.#fill(), restartDelay).unref();
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.all()].map(({ worker }) => worker.terminate('the engine was closed')));
  }

  #leave(worker: WorkerThread): boolean {
    const index = this.serving.indexOf(worker);
    if (index !== -1) this.serving.splice(index, 1);
    return index !== -1;
  }

  #fill(): void {
    if (this.#closed) return;
    while (this.serving.length < this.#size) this.#promote();
    this.#warm();
  }

  #promote(): void {
    this.serving.push(this.#spare ?? this.#make());
    this.#spare = null;
  }

  #warm(): void {
    this.#spare ??= this.#make();
  }

  #make(): WorkerThread {
    this.#made += 1;
    return new WorkerThread(this.#made, this.#listener);
  }
}
