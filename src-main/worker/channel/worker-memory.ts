import { allocateFrameRing } from './frame-ring.ts';

/** Invocations that one worker can hold: hundreds may be suspended beside the one that runs. */
export const workerSlots = 1024;

/** Requests are small beside outputs, which carry the trace. */
const inboundBytes = 512 * 1024;
const outboundBytes = 2 * 1024 * 1024;

/** The memory that the engine shares with one worker thread; all of it outlives the thread. */
export interface WorkerMemory {
  readonly signals: SharedArrayBuffer;
  readonly slots: SharedArrayBuffer;
  /** Invocations, as frames. */
  readonly inbound: SharedArrayBuffer;
  /** Outputs, as frames. */
  readonly outbound: SharedArrayBuffer;
}

/** Allocates the memory for one worker thread. */
export function allocateWorkerMemory(): WorkerMemory {
  return {
    signals: new SharedArrayBuffer(signalWords * 4),
    slots: new SharedArrayBuffer(workerSlots * slotBytes),
    inbound: allocateFrameRing(inboundBytes),
    outbound: allocateFrameRing(outboundBytes),
  };
}

/** Word offsets in `signals`. */
export const signal = {
  /** Counts everything that was sent to the thread: it sleeps only while this stands still. */
  sent: 0,
  /** Counts what of that was posted to its port. */
  posted: 1,
  /** What the thread does, as `thread-sleep.ts` has it; it sleeps on this word. */
  mode: 2,
  /** 1 while the engine knows that outputs wait to be read. */
  doorbell: 3,
  /** Invocations that are suspended. */
  suspended: 4,
  /** The slot whose invocation is on the thread's stack, -1 when there is none. */
  running: 5,
} as const;
const signalWords = 16;

const slotBytes = 16;
const free = 0;
const queued = 1;
const started = 2;
/** Begun, and to be ended: its guest is told at the next chance. */
const ending = { cancelled: 3, deadline: 4 } as const;
const stateBits = 3;
const stateMask = (1 << stateBits) - 1;

/** The largest number that a slot has room for beside its state. */
export const largestTicket = 0x0fff_ffff;

/** Why a begun invocation is to be ended: nobody waits for it any more, or its time is over. */
export type EndReason = keyof typeof ending;

/**
 * Which invocations a worker holds and which of them it has begun. The engine may take an invocation back as long
 * as the worker has not begun it; whoever changes the slot's word first has won.
 *
 * A slot's word is its invocation's ticket and its state. Tickets tell a slot's invocations apart, so that a frame
 * that was revoked can never start the one that took its slot.
 */
export class InvocationSlots {
  readonly #words: Int32Array;
  readonly #startedAt: Float64Array;
  readonly #recorders: Int32Array;

  constructor(buffer: SharedArrayBuffer) {
    this.#startedAt = new Float64Array(buffer, 0, workerSlots);
    this.#words = new Int32Array(buffer, workerSlots * 8, workerSlots);
    this.#recorders = new Int32Array(buffer, workerSlots * 12, workerSlots);
  }

  /** Engine: the slot holds this invocation now. */
  offer(slot: number, ticket: number): void {
    Atomics.store(this.#words, slot, wordOf(ticket, queued));
  }

  /** Engine: takes the invocation back; false where the worker has begun it. */
  revoke(slot: number, ticket: number): boolean {
    const offered = wordOf(ticket, queued);
    return Atomics.compareExchange(this.#words, slot, offered, free) === offered;
  }

  /** Worker: begins the invocation; false where it was taken back. Recorder: the index of the one it uses. */
  begin(slot: number, ticket: number, recorder: number): boolean {
    const offered = wordOf(ticket, queued);
    if (Atomics.load(this.#words, slot) !== offered) return false;
    // Written first: whoever sees the slot as started must see when, and where its recording is.
    this.#startedAt[slot] = monotonicMilliseconds();
    this.#recorders[slot] = recorder;
    return Atomics.compareExchange(this.#words, slot, offered, wordOf(ticket, started)) === offered;
  }

  /** Engine: when the worker began the invocation, in {@link monotonicMilliseconds}; null where it has not. */
  startedAt(slot: number, ticket: number): number | null {
    const word = Atomics.load(this.#words, slot);
    return word >> stateBits === ticket && (word & stateMask) >= started ? this.#startedAt[slot]! : null;
  }

  /** Engine: has the worker end a begun invocation; false where that is not begun, or over, or to be ended already. */
  end(slot: number, ticket: number, reason: EndReason): boolean {
    const running = wordOf(ticket, started);
    return Atomics.compareExchange(this.#words, slot, running, wordOf(ticket, ending[reason])) === running;
  }

  /** Worker: why the invocation that it has in this slot is to be ended; null while it is not. */
  endOf(slot: number): EndReason | null {
    const state = Atomics.load(this.#words, slot) & stateMask;
    if (state <= started) return null;
    return state === ending.cancelled ? 'cancelled' : 'deadline';
  }

  /** Engine: the index of the recorder that a begun invocation uses. */
  recorder(slot: number): number {
    return this.#recorders[slot]!;
  }

  /** Engine: the invocation is over. */
  clear(slot: number): void {
    Atomics.store(this.#words, slot, free);
  }
}

function wordOf(ticket: number, state: number): number {
  return (ticket << stateBits) | state;
}

/** A clock that all threads of a process read alike and that nobody sets. */
export function monotonicMilliseconds(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
