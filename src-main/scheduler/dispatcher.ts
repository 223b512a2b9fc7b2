import type { WorkerFacts } from '../contract/engine-messages.ts';
import { AtelierError, toAtelierError } from '../contract/errors.ts';
import type { Halt, InvocationOutput } from '../contract/invocation.ts';
import type { PlatformLimits } from '../contract/limits.ts';
import type { ServeReport } from '../contract/worker-messages.ts';
import { type EndReason, monotonicMilliseconds } from '../worker/channel/worker-memory.ts';
import { callerLeft, expired } from '../worker/interruption.ts';
import type { ExecutableSource } from './executable-source.ts';
import { type Invocation, outputOfLost } from './invocation.ts';
import { haltOfLost, mayRepeat } from './lost-invocation.ts';
import { chooseWorker, hasRoom } from './placement.ts';
import { Residency } from './residency.ts';
import type { Revision } from './revision.ts';
import type { ServedFunction } from './served-function.ts';
import { Watchdog } from './watchdog.ts';
import { WorkerPool, type WorkerRole } from './worker-pool.ts';
import type { WorkerThread, WorkerThreadListener } from './worker-thread.ts';

export interface DispatcherOptions {
  /** Worker threads; a spare comes on top, and a few more while some are stuck. */
  readonly workers: number;
  readonly limits: PlatformLimits;
  readonly executables: ExecutableSource;
}

/** Bytes of executables that all workers together keep loaded. */
const residencyBudget = 80 * 1024 * 1024;

/** How often a deployment is tried on another worker when its worker died, of another function perhaps. */
const prepareAttempts = 3;
/** A new thread costs a processor some tenths of a second: one is added when all were stuck for so many looks. */
const looksBeforeGrowing = 10;
/** Workers that were added because others were stuck stay for so many looks, some seconds, after they were needed. */
const looksBeforeShrinking = 200;

/**
 * Decides which worker runs which invocation when, and sees that each comes to an outcome.
 *
 * Functions take turns; the invocations of one begin in the order of their arrival. What a worker has not begun is
 * taken back when the worker is stuck or dies.
 */
export class Dispatcher implements WorkerThreadListener {
  readonly pool: WorkerPool;
  readonly residency: Residency;
  readonly #limits: PlatformLimits;
  readonly #executables: ExecutableSource;
  readonly #watchdog: Watchdog;
  /** Functions with a queue, in the order of their turns. */
  readonly #waiting = new Set<ServedFunction>();
  /** Workers that load a revision for traffic which waits: one at a time, however often that traffic is looked at. */
  readonly #loaders = new Set<WorkerThread>();
  #isClosing = false;
  /** Looks since when there was a worker too many. */
  #calmLooks = 0;

  constructor({ workers, limits, executables }: DispatcherOptions) {
    this.#limits = limits;
    this.#executables = executables;
    this.pool = new WorkerPool(workers, this);
    this.residency = new Residency(executables, limits, () => residencyBudget / this.pool.size);
    this.#watchdog = new Watchdog({
      deadline: limits.deadline,
      workers: () => [...this.pool.all()].map(({ worker }) => worker),
      isLoading: (worker) => this.residency.isLoading(worker),
      onStuck: (worker) => this.#takeBack(worker),
      onExpired: (worker, invocation) => this.#end(worker, invocation, 'deadline'),
      onUnstoppable: (worker) =>
        void worker.terminate('another invocation on its worker did not end at its deadline'),
      onLook: () => this.#look(),
    });
  }

  /** Sends the invocation to a worker, unless others wait before it or none has room; then it has to be queued. */
  place(invocation: Invocation): boolean {
    const { target } = invocation;
    const revision = target.current;
    if (revision === null) return false;
    const { worker, loader } = chooseWorker(this.pool.serving, target, revision, this.residency);
    if (loader !== null) this.#load(loader, revision, target);
    if (worker === null) return false;
    this.residency.use(worker, revision);
    worker.take(invocation, revision, target.enter(worker));
    this.#watchdog.watch();
    return true;
  }

  /** Every worker as it is now. */
  facts(): WorkerFacts[] {
    return [...this.pool.all()].map(({ worker, role }) => ({
      id: worker.id,
      state: stateOf(worker, role),
      invocations: worker.held.size,
      suspended: worker.suspended,
      executables: this.residency.count(worker),
    }));
  }

  /** Every invocation that a worker holds. */
  held(): Invocation[] {
    return [...this.pool.all()].flatMap(({ worker }) => [...worker.held]);
  }

  /** Changes how many workers serve. What those that go have not begun moves on; what they have begun ends there. */
  resize(workers: number): void {
    for (const worker of this.pool.resize(workers)) {
      this.#takeBack(worker);
      this.pool.endIfIdle(worker);
    }
    this.pump();
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.pool.close();
  }

  /** Puts the invocation at the end of its function's queue. */
  enqueue(invocation: Invocation): void {
    invocation.target.queue.push(invocation);
    this.#waiting.add(invocation.target);
    this.#watchdog.watch();
  }

  /** Nobody waits for the invocation any more: refuses it where it has not begun, and has its worker end it otherwise. */
  cancel(invocation: Invocation): void {
    if (this.#withdraw(invocation))
      invocation.settle({
        kind: 'refused',
        error: new AtelierError('cancelled', 'Whoever called it went away before it began.'),
      });
    else if (invocation.placement !== null) this.#end(invocation.placement.worker, invocation, 'cancelled');
  }

  /**
   * Makes a worker ready for a revision: one that is about to be anyway, or the least loaded; another one where that worker
   * dies meanwhile.
   * Throws what loading throws, and `worker-lost` where workers keep dying.
   */
  async prepare(revision: Revision): Promise<void> {
    this.#watchdog.watch();
    for (let attempt = 1; ; attempt += 1) {
      try {
        const holder = this.pool.serving.find((worker) => this.residency.holds(worker, revision));
        await this.residency.load(holder ?? this.#leastLoaded(), revision);
        return;
      } catch (error) {
        if (toAtelierError(error).code !== 'worker-lost' || attempt === prepareAttempts) throw error;
      }
    }
  }

  /** Refuses everything in the function's queue. */
  refuse(target: ServedFunction, error: AtelierError): void {
    this.#waiting.delete(target);
    for (const invocation of target.queue.splice(0)) invocation.settle({ kind: 'refused', error });
  }

  /** Sends what waits to workers that have room, one invocation of each function in turn. */
  pump(): void {
    for (let passed = 0; passed < this.#waiting.size && this.#anyRoom(); ) {
      const [target] = this.#waiting;
      if (target === undefined) return;
      this.#waiting.delete(target);
      const [next] = target.queue;
      if (next !== undefined && this.place(next)) {
        target.queue.shift();
        passed = 0;
      } else passed += 1;
      if (target.queue.length > 0) this.#waiting.add(target);
    }
  }

  ended(worker: WorkerThread, invocation: Invocation, output: InvocationOutput): void {
    const { revision } = invocation.placement!;
    this.#settle(invocation, output);
    if (revision.becomesBusy()) void this.residency.track(revision);
    this.pool.endIfIdle(worker);
  }

  settled(): void {
    if (this.#waiting.size > 0) this.pump();
  }

  served(worker: WorkerThread, report: ServeReport): void {
    this.residency.served(worker, report);
  }

  lost(worker: WorkerThread): void {
    this.pool.remove(worker);
    this.residency.drop(worker);
    this.#takeBack(worker);
    for (const invocation of newestFirst(worker.held))
      if (!this.#isClosing && mayRepeat(worker, invocation)) this.#repeat(worker, invocation);
      else this.#settleLost(worker, invocation);
    this.pump();
  }

  #leastLoaded(): WorkerThread {
    if (this.pool.serving.every(({ stuckLooks }) => stuckLooks > 0)) this.pool.grow();
    const [least] = this.pool.serving.toSorted(
      (one, other) => one.stuckLooks - other.stuckLooks || one.busy - other.busy,
    );
    if (least === undefined) throw new AtelierError('worker-lost', 'No worker thread could be started.');
    return least;
  }

  #anyRoom(): boolean {
    return this.pool.serving.some((worker) => hasRoom(worker, 0));
  }

  #settle(invocation: Invocation, output: InvocationOutput): void {
    const { served } = invocation.placement!.revision;
    const { executable } = served.active;
    const { halt } = output;
    if (executable.kind !== 'command' || !('stack' in halt))
      invocation.settle({ kind: 'ran', output, served });
    else
      void this.#executables
        .explain(halt, executable)
        .then((explained) =>
          invocation.settle({ kind: 'ran', output: { ...output, halt: explained }, served }),
        );
  }

  #settleLost(worker: WorkerThread, invocation: Invocation): void {
    const beganAt = worker.beganAt(invocation) ?? monotonicMilliseconds();
    const remains = worker.remainsOf(invocation);
    const halt = this.#endOf(invocation) ?? haltOfLost(worker.reason, remains.trace);
    worker.abandon(invocation);
    this.#settle(invocation, outputOfLost(halt, remains, monotonicMilliseconds() - beganAt));
  }

  /** Has the worker end the invocation, unless it is to end already. */
  #end(worker: WorkerThread, invocation: Invocation, reason: EndReason): void {
    invocation.ending ??= { reason, since: monotonicMilliseconds() };
    worker.end(invocation, reason);
  }

  #endOf({ ending }: Invocation): Halt | null {
    if (ending === null) return null;
    return ending.reason === 'cancelled' ? callerLeft : expired(this.#limits.deadline);
  }

  /** Takes the invocation back from its worker or out of its queue; false where it has begun, or is over. */
  #withdraw(invocation: Invocation): boolean {
    const { target, placement } = invocation;
    if (placement !== null) return placement.worker.revoke(invocation);
    const index = target.queue.indexOf(invocation);
    if (index !== -1) target.queue.splice(index, 1);
    return index !== -1;
  }

  /** Returns what the worker has not begun to the front of the queues, in its order. */
  #takeBack(worker: WorkerThread): void {
    for (const invocation of newestFirst(worker.held))
      if (worker.revoke(invocation)) this.#queueFirst(invocation);
  }

  #queueFirst(invocation: Invocation): void {
    invocation.placement = null;
    invocation.target.queue.unshift(invocation);
    this.#waiting.add(invocation.target);
  }

  #repeat(worker: WorkerThread, invocation: Invocation): void {
    worker.abandon(invocation);
    invocation.isRepeated = true;
    this.#queueFirst(invocation);
  }

  /** Loads a revision for traffic that waits. Where nothing can serve that, it is refused with the reason. */
  #load(worker: WorkerThread, revision: Revision, target: ServedFunction): void {
    if (this.#loaders.has(worker)) return;
    this.#loaders.add(worker);
    this.residency
      .load(worker, revision)
      .catch((error: unknown) => {
        const failure = toAtelierError(error);
        if (failure.code !== 'worker-lost' && target.current === revision) this.refuse(target, failure);
      })
      .finally(() => {
        this.#loaders.delete(worker);
        this.pump();
      });
  }

  /** After each look of the watchdog; true while there is something to look at. */
  #look(): boolean {
    const { serving, size } = this.pool;
    const blocked = serving.every(({ stuckLooks }) => stuckLooks > looksBeforeGrowing);
    if (blocked && [...this.#waiting].some(({ mayGrow }) => mayGrow)) this.pool.grow();
    this.pump();
    const surplus = serving.length - size;
    const idle = serving.filter((worker) => worker.held.size === 0 && !this.residency.isLoading(worker));
    this.#calmLooks = surplus > 0 && this.#waiting.size === 0 && idle.length > 0 ? this.#calmLooks + 1 : 0;
    if (this.#calmLooks > looksBeforeShrinking) this.pool.retire(idle.at(-1)!);
    return surplus > 0 || this.#waiting.size > 0 || idle.length < serving.length;
  }
}

function newestFirst(invocations: Iterable<Invocation>): Invocation[] {
  return [...invocations].sort((one, other) => other.placement!.ticket - one.placement!.ticket);
}

function stateOf(worker: WorkerThread, role: WorkerRole): WorkerFacts['state'] {
  if (role !== 'serving') return role;
  if (!worker.isUp) return 'starting';
  return worker.busy > 0 ? 'busy' : 'idle';
}
