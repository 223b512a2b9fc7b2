import { AtelierError, deserializeError } from '../contract/errors.ts';
import type { PlatformLimits } from '../contract/limits.ts';
import type { ServeReport } from '../contract/worker-messages.ts';
import type { ExecutableSource } from './executable-source.ts';
import type { Revision } from './revision.ts';
import type { WorkerThread } from './worker-thread.ts';

/** A revision on one worker. */
interface Resident {
  readonly revision: Revision;
  readonly loaded: Promise<void>;
  ready: boolean;
  /** About what the worker holds for it, in bytes, once it is ready. */
  weight: number;
  /** Position in the order of use. */
  usedAt: number;
}

interface Pending {
  readonly revision: Revision;
  readonly resolve: (report: ServeReport) => void;
  readonly reject: (error: AtelierError) => void;
}

/** What is known of one worker. */
interface Shelf {
  readonly residents: Map<Revision, Resident>;
  /** Loads go one at a time, so that one which hangs can be told from those behind it. */
  lastLoad: Promise<void>;
  pending: Pending | null;
}

/**
 * Which worker holds which revision. Executables are loaded where they are first needed and stay until memory is
 * needed for others: the least recently used idle ones leave.
 */
export class Residency {
  readonly #source: ExecutableSource;
  readonly #limits: PlatformLimits;
  readonly #budget: () => number;
  readonly #shelves = new Map<WorkerThread, Shelf>();
  #uses = 0;

  /** Takes how many bytes executables may occupy on one worker at the moment. */
  constructor(source: ExecutableSource, limits: PlatformLimits, budget: () => number) {
    this.#source = source;
    this.#limits = limits;
    this.#budget = budget;
  }

  /** Has every worker that holds the revision, or will, start it sooner, where its module can be made to. */
  async track(revision: Revision): Promise<void> {
    revision.tracked = await this.#source.tracked(revision.served.active.executable);
    for (const [worker, { residents }] of this.#shelves)
      if (residents.get(revision)?.ready === true) orderTracking(worker, revision);
  }

  isReady(worker: WorkerThread, revision: Revision): boolean {
    return this.#shelves.get(worker)?.residents.get(revision)?.ready === true;
  }

  /** Whether the worker has the revision, or is about to. */
  holds(worker: WorkerThread, revision: Revision): boolean {
    return this.#shelves.get(worker)?.residents.has(revision) === true;
  }

  isLoading(worker: WorkerThread): boolean {
    return this.#shelves.get(worker)?.pending != null;
  }

  /** How many revisions the worker holds. */
  count(worker: WorkerThread): number {
    return this.#shelves.get(worker)?.residents.size ?? 0;
  }

  /** Notes that the revision is used on this worker. */
  use(worker: WorkerThread, revision: Revision): void {
    const resident = this.#shelves.get(worker)?.residents.get(revision);
    this.#uses += 1;
    if (resident !== undefined) resident.usedAt = this.#uses;
  }

  /**
   * Makes the worker ready for the revision; the same promise for everybody who asks meanwhile.
   * Throws what loading throws, and `worker-lost` where the worker died first.
   */
  load(worker: WorkerThread, revision: Revision): Promise<void> {
    const shelf = this.#shelf(worker);
    const known = shelf.residents.get(revision);
    if (known !== undefined) return known.loaded;
    this.#uses += 1;
    const loading = shelf.lastLoad.then(() => this.#load(worker, shelf, revision));
    const loaded = loading.then((report) => {
      resident.ready = true;
      resident.weight = weightOf(revision, report);
      // It may have been forgotten while it was on its way.
      if (shelf.residents.get(revision) === resident) {
        orderTracking(worker, revision);
        this.#makeRoom(worker, shelf, revision);
      } else worker.order({ kind: 'forget', revision: revision.number });
    });
    const resident: Resident = { revision, loaded, ready: false, weight: 0, usedAt: this.#uses };
    shelf.residents.set(revision, resident);
    shelf.lastLoad = loaded.then(
      () => {},
      () => {
        if (shelf.residents.get(revision) === resident) shelf.residents.delete(revision);
      },
    );
    return loaded;
  }

  /** Hears a worker's answer to a serve order. */
  served(worker: WorkerThread, report: ServeReport): void {
    const pending = this.#shelves.get(worker)?.pending;
    if (pending?.revision.number !== report.revision) return;
    if (report.error === null) pending.resolve(report);
    else pending.reject(deserializeError(report.error));
  }

  /** Forgets a worker that is gone. */
  drop(worker: WorkerThread): void {
    const shelf = this.#shelves.get(worker);
    this.#shelves.delete(worker);
    shelf?.pending?.reject(lostWhileLoading(worker));
  }

  /** Takes a revision that serves no more from all workers. */
  forget(revision: Revision): void {
    for (const [worker, { residents }] of this.#shelves) {
      const ready = residents.get(revision)?.ready === true;
      residents.delete(revision);
      if (ready) worker.order({ kind: 'forget', revision: revision.number });
    }
  }

  #shelf(worker: WorkerThread): Shelf {
    let shelf = this.#shelves.get(worker);
    if (shelf === undefined) {
      shelf = { residents: new Map(), lastLoad: Promise.resolve(), pending: null };
      this.#shelves.set(worker, shelf);
    }
    return shelf;
  }

  async #load(worker: WorkerThread, shelf: Shelf, revision: Revision): Promise<ServeReport> {
    const { served, number, executableKey } = revision;
    const { executable } = served.active;
    const parts = await this.#source.parts(executable);
    await worker.up;
    if (this.#shelves.get(worker) !== shelf) throw lostWhileLoading(worker);
    const answered = new Promise<ServeReport>((resolve, reject) => {
      shelf.pending = { revision, resolve, reject };
    });
    worker.order({
      kind: 'serve',
      revision: number,
      functionId: served.functionId,
      executableKey,
      executable,
      ...parts,
      environment: served.environment,
      egress: served.egress ?? 'all',
      maxMemory: served.maxMemory,
      output: this.#limits.output,
      deadline: this.#limits.deadline,
    });
    const overdue = setInterval(() => this.#endOverdue(worker, shelf), this.#limits.deadline);
    return await answered.finally(() => {
      clearInterval(overdue);
      shelf.pending = null;
    });
  }

  /** A top level that never ends blocks its thread: only the thread's end frees it. */
  #endOverdue(worker: WorkerThread, shelf: Shelf): void {
    // It is not this one that keeps the thread: its turn comes, for invocations have a deadline as well.
    if (worker.runningSlot !== -1) return;
    const late = `The function did not finish starting within ${this.#limits.deadline} ms.`;
    shelf.pending?.reject(new AtelierError('function-failed', late));
    worker.terminate('another function on its worker did not finish starting');
  }

  #makeRoom(worker: WorkerThread, shelf: Shelf, arrived: Revision): void {
    let total = 0;
    for (const { weight } of shelf.residents.values()) total += weight;
    const budget = this.#budget();
    if (total <= budget) return;
    const inUse = new Set([...worker.held].map(({ placement }) => placement?.revision));
    const idle = [...shelf.residents.values()].filter(
      ({ ready, revision }) =>
        ready && !inUse.has(revision) && revision.executableKey !== arrived.executableKey,
    );
    for (const { revision, weight } of idle.sort((one, other) => one.usedAt - other.usedAt)) {
      if (total <= budget) return;
      shelf.residents.delete(revision);
      worker.order({ kind: 'forget', revision: revision.number });
      total -= weight;
    }
  }
}

function orderTracking(worker: WorkerThread, { number, tracked }: Revision): void {
  if (tracked !== null) worker.order({ kind: 'track', revision: number, code: tracked });
}

/** What is held in linear memories and images, and compiled code; that of QuickJS is shared by all scripts. */
function weightOf({ served }: Revision, { memory }: ServeReport): number {
  const { kind, wasmSize } = served.active.executable;
  return memory + (kind === 'command' ? wasmSize * 3 : 0);
}

function lostWhileLoading({ reason }: WorkerThread): AtelierError {
  return new AtelierError('worker-lost', `The function could not be loaded: ${reason}.`);
}
