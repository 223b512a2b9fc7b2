import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { InvocationOutput } from '../contract/invocation.ts';
import type { ServeReport, WorkerOrder, WorkerReport } from '../contract/worker-messages.ts';
import { type Frame, FrameReader, FrameWriter } from '../worker/channel/frame-ring.ts';
import { encodeInvocation } from '../worker/channel/invocation-frame.ts';
import { decodeAnswer } from '../worker/channel/output-frame.ts';
import { rouse, threadMode } from '../worker/channel/thread-sleep.ts';
import {
  allocateWorkerMemory,
  type EndReason,
  InvocationSlots,
  largestTicket,
  signal,
  workerSlots,
} from '../worker/channel/worker-memory.ts';
import {
  snapshotGuest,
  snapshotOutput,
  snapshotTrace,
  TraceRecorder,
} from '../worker/trace/trace-recorder.ts';
import type { Invocation, LostRemains } from './invocation.ts';
import type { Revision } from './revision.ts';
import { SlotTable } from './slot-table.ts';

/** What a worker thread tells its scheduler. */
export interface WorkerThreadListener {
  /** An invocation that it held has ended. */
  ended(worker: WorkerThread, invocation: Invocation, output: InvocationOutput): void;
  /** It has read everything that the thread had to say: there may be room. */
  settled(worker: WorkerThread): void;
  served(worker: WorkerThread, report: ServeReport): void;
  /** The thread is gone; what it still held can be read and has to be taken from it. */
  lost(worker: WorkerThread): void;
}

/** Milliseconds that a thread has to end by itself: its connections linger for five seconds. */
const finishPatience = 6_000;
/** Heap of one thread's JavaScript, in MiB: guests live outside it, so only a fault can fill it. */
const threadHeap = 512;
/** Of an invocation whose thread died before anybody knew its recorder. */
const nothingRecorded = new TraceRecorder({ firstSlots: 0, lastSlots: 0 }).buffer;

/** A worker thread as the engine holds it: sends it invocations, reads its outputs, and survives it. */
export class WorkerThread {
  readonly id: number;
  /** What it has been given and has not ended. */
  readonly held = new SlotTable<Invocation>(workerSlots);
  /** Counts the thread's signs of life: what it finished, loaded or suspended. */
  progress = 0;
  /** Looks of the watchdog since when it has gone on with one thing; nothing should wait behind it then. */
  stuckLooks = 0;
  /** True once the thread takes orders; what is sent before waits for it. */
  isUp = false;
  /** Resolves when the thread is up, or gone. */
  readonly up: Promise<void>;
  /** Why the thread ended, once it has. */
  reason = 'its worker ended, and nothing says why';
  readonly #listener: WorkerThreadListener;
  readonly #thread: Worker;
  readonly #port: MessagePort;
  readonly #signals: Int32Array;
  readonly #slots: InvocationSlots;
  readonly #inbound: FrameWriter;
  readonly #outbound: FrameReader;
  readonly #recorders: SharedArrayBuffer[] = [];
  #announceUp: () => void;
  /** Sum of what its invocations are expected to hold the thread, in microseconds. */
  #expected = 0;
  #ticket = 0;
  #isFinishing = false;
  #wakesSoon = false;

  constructor(id: number, listener: WorkerThreadListener) {
    const memory = allocateWorkerMemory();
    const { port1, port2 } = new MessageChannel();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.up = promise;
    this.#announceUp = resolve;
    this.id = id;
    this.#listener = listener;
    this.#port = port1;
    this.#signals = new Int32Array(memory.signals);
    this.#signals[signal.running] = -1;
    this.#slots = new InvocationSlots(memory.slots);
    this.#inbound = new FrameWriter(memory.inbound);
    this.#outbound = new FrameReader(memory.outbound);
    this.#thread = new Worker(new URL('../worker/thread.ts', import.meta.url), {
      name: `worker ${id}`,
      workerData: { memory, port: port2 },
      transferList: [port2],
      // Nothing of the host's environment may reach a function, not even by a mistake of ours.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: threadHeap },
    });
    this.#port.on('message', (message: WorkerReport | Frame | null) => this.#receive(message));
    this.#thread.on('error', (error) => {
      this.reason = `its worker failed: ${error instanceof Error ? error.message : String(error)}`;
    });
    this.#thread.on('exit', () => this.#exited());
  }

  /** Invocations that hold its stack or wait for it. */
  get busy(): number {
    return this.held.size - this.suspended;
  }

  /** About how many microseconds it needs for what doesn't wait: which of its invocations wait is not known here. */
  get backlog(): number {
    return this.held.size === 0 ? 0 : (this.#expected * this.busy) / this.held.size;
  }

  get suspended(): number {
    return Atomics.load(this.#signals, signal.suspended);
  }

  /** Whether it has begun something of what it holds. */
  get hasBegun(): boolean {
    for (const invocation of this.held) if (this.beganAt(invocation) !== null) return true;
    return false;
  }

  get hasFreeSlot(): boolean {
    return !this.held.isFull;
  }

  /** Posts an order to the thread. */
  order(order: WorkerOrder<WebAssembly.Module>): void {
    this.#post(order);
  }

  /** Gives the thread an invocation, which may use that many instances of its function there. */
  take(invocation: Invocation, revision: Revision, instances: number): void {
    const slot = this.held.add(invocation);
    this.#ticket = (this.#ticket + 1) & largestTicket;
    const expected = Math.min(revision.expected, Number.MAX_SAFE_INTEGER);
    invocation.placement = { worker: this, revision, slot, ticket: this.#ticket, expected };
    this.#expected += expected;
    revision.enter();
    this.#slots.offer(slot, this.#ticket);
    const assignment = { slot, ticket: this.#ticket, revision: revision.number, instances };
    const frame = encodeInvocation(invocation.request, assignment);
    if (!this.#inbound.write(frame)) this.#post(frame);
    else this.#announce();
  }

  /** Takes an invocation back; false where the thread has begun it. */
  revoke(invocation: Invocation): boolean {
    const { slot, ticket } = invocation.placement!;
    if (!this.#slots.revoke(slot, ticket)) return false;
    this.#release(invocation);
    return true;
  }

  /** Has the thread end what it has begun, at its next hostcall or where it waits; what only computes goes on. */
  end(invocation: Invocation, reason: EndReason): void {
    const { slot, ticket } = invocation.placement!;
    if (this.#slots.end(slot, ticket, reason)) this.#post({ kind: 'end', slot });
  }

  /** When the thread began the invocation, in monotonic milliseconds; null where it has not. */
  beganAt(invocation: Invocation): number | null {
    const { slot, ticket } = invocation.placement!;
    return this.#slots.startedAt(slot, ticket);
  }

  /** The slot of the invocation that is on the thread's stack right now; -1 where none is. */
  get runningSlot(): number {
    return Atomics.load(this.#signals, signal.running);
  }

  /** What a begun invocation has recorded and written so far; also good when the thread is gone. */
  remainsOf(invocation: Invocation): LostRemains {
    const recorder = this.#slots.recorder(invocation.placement!.slot);
    const buffer = this.#recorders[recorder] ?? nothingRecorded;
    return { trace: snapshotTrace(buffer), ...snapshotOutput(buffer), ...snapshotGuest(buffer) };
  }

  /** Gives up an invocation that the lost thread had begun. */
  abandon(invocation: Invocation): void {
    this.#release(invocation);
  }

  /** Lets the thread end once its connections have sent what they were given; `lost` follows. Not if it holds any. */
  finish(reason: string): void {
    if (this.#isFinishing) return;
    this.#isFinishing = true;
    this.reason = reason;
    this.#post({ kind: 'finish' });
    setTimeout(() => void this.terminate(reason), finishPatience).unref();
  }

  /** Ends the thread, whatever it does; `lost` follows. */
  async terminate(reason: string): Promise<void> {
    this.reason = reason;
    await this.#thread.terminate();
  }

  #receive(message: WorkerReport | Frame | null): void {
    this.progress += 1;
    this.stuckLooks = 0;
    if (message === null) this.#drain();
    else if (!('kind' in message)) this.#end(message);
    else if (message.kind === 'recorder') this.#recorders[message.index] = message.buffer;
    else if (message.kind === 'started') {
      this.isUp = true;
      this.#announceUp();
    } else this.#listener.served(this, message);
    this.#listener.settled(this);
  }

  /** Reads until nothing is left; the doorbell stays pressed meanwhile, so that the thread need not ring again. */
  #drain(): void {
    this.#readOutputs();
    Atomics.store(this.#signals, signal.doorbell, 0);
    this.#readOutputs();
  }

  #readOutputs(): void {
    for (let frame = this.#outbound.read(); frame !== null; frame = this.#outbound.read()) this.#end(frame);
  }

  #end(frame: Frame): void {
    const { slot, output, busy } = decodeAnswer(frame);
    const invocation = this.held.get(slot);
    if (invocation === null) return;
    invocation.placement!.revision.observe(busy, output.timing.start);
    this.#release(invocation);
    this.#listener.ended(this, invocation, output);
  }

  #release(invocation: Invocation): void {
    const { slot, revision, expected } = invocation.placement!;
    this.held.release(slot);
    this.#slots.clear(slot);
    this.#expected = this.held.size === 0 ? 0 : this.#expected - expected;
    invocation.target.leave(this);
    revision.leave();
  }

  /** Outputs that the thread had finished are answers like any other. */
  #exited(): void {
    for (let posted = receiveMessageOnPort(this.#port); posted; posted = receiveMessageOnPort(this.#port))
      this.#receive(posted.message as WorkerReport | Frame | null);
    this.#readOutputs();
    this.#port.close();
    this.#announceUp();
    this.#listener.lost(this);
  }

  #post(message: WorkerOrder<WebAssembly.Module> | Frame): void {
    this.#port.postMessage(message);
    Atomics.add(this.#signals, signal.posted, 1);
    Atomics.add(this.#signals, signal.sent, 1);
    rouse(this.#signals);
  }

  /**
   * Sees that the thread looks at its ring. One that has something to do already may sleep again until all has been sent
   * to it that has arrived: waking it costs as much as a short invocation does.
   */
  #announce(): void {
    Atomics.add(this.#signals, signal.sent, 1);
    if (this.held.size === 1) this.#wake();
    else if (!this.#wakesSoon) {
      this.#wakesSoon = true;
      setImmediate(() => {
        this.#wakesSoon = false;
        this.#wake();
      });
    }
  }

  #wake(): void {
    if (rouse(this.#signals) === threadMode.listening) this.#port.postMessage(null);
  }
}
