import type { DesiredFunction } from '../contract/engine.ts';
import type { Invocation } from './invocation.ts';
import type { Revision } from './revision.ts';
import type { WorkerThread } from './worker-thread.ts';

/** What one worker holds of a function. */
interface Lane {
  /** Invocations there. */
  held: number;
  /** How many of them are instances of their own; the others were sent ahead and follow one of those. */
  instances: number;
}

/** A function that the gateway answers for: what it serves, its queue, and its instances. */
export class ServedFunction {
  /** What should be. */
  desired: DesiredFunction;
  /** What takes the traffic; null while no deployment is READY. */
  current: Revision | null = null;
  /** What was prepared and may take the traffic soon, oldest first. */
  prepared: Revision[] = [];
  /** Invocations that no worker holds, oldest first. */
  readonly queue: Invocation[] = [];
  readonly #lanes = new WeakMap<WorkerThread, Lane>();
  #held = 0;
  #instances = 0;

  constructor(desired: DesiredFunction) {
    this.desired = desired;
  }

  /** Instances in use over all workers, `maxInstances` at most. */
  get instances(): number {
    return this.#instances;
  }

  /** Invocations that wait for an instance, wherever they wait. */
  get waiting(): number {
    return this.queue.length + this.#held - this.#instances;
  }

  /** How many more instances may be used. */
  get freeInstances(): number {
    return Math.max(this.desired.maxInstances - this.#instances, 0);
  }

  /** True where another instance may be used. */
  get mayGrow(): boolean {
    return this.freeInstances > 0;
  }

  /** Whether this worker has an instance that an invocation could be sent ahead to. */
  hasInstanceOn(worker: WorkerThread): boolean {
    return (this.#lanes.get(worker)?.held ?? 0) > 0;
  }

  /** Counts an invocation that this worker takes, and gives how many instances it may use there. */
  enter(worker: WorkerThread): number {
    let lane = this.#lanes.get(worker);
    if (lane === undefined) {
      lane = { held: 0, instances: 0 };
      this.#lanes.set(worker, lane);
    }
    lane.held += 1;
    this.#held += 1;
    if (this.mayGrow) {
      lane.instances += 1;
      this.#instances += 1;
    }
    return lane.instances;
  }

  /** Counts an invocation that this worker no longer holds. */
  leave(worker: WorkerThread): void {
    const lane = this.#lanes.get(worker);
    if (lane === undefined || lane.held === 0) return;
    lane.held -= 1;
    this.#held -= 1;
    if (lane.instances > lane.held) {
      lane.instances -= 1;
      this.#instances -= 1;
    }
  }
}
