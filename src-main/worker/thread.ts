import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { WorkerOrder, WorkerReport } from '../contract/worker-messages.ts';
import { type Frame, FrameReader, FrameWriter } from './channel/frame-ring.ts';
import { type Answer, encodeAnswer } from './channel/output-frame.ts';
import { sleepUnlessSent, threadMode } from './channel/thread-sleep.ts';
import { InvocationSlots, signal, type WorkerMemory } from './channel/worker-memory.ts';
import { createExecutor } from './executor.ts';
import { socketsClosed } from './host/closing-sockets.ts';
import { InvocationRunner } from './invocation-runner.ts';
import { RecorderPool } from './recorder-pool.ts';

/** What a worker thread is started with. */
export interface ThreadData {
  readonly memory: WorkerMemory;
  readonly port: MessagePort;
}

/** Null rings: there is something to read in the ring. */
type Posted = WorkerOrder<WebAssembly.Module> | Frame | null;

/** While something asynchronous goes on, the event loop gets its turn at least this often, in milliseconds. */
const longestTurn = 2;

const { memory, port } = workerData as ThreadData;
const signals = new Int32Array(memory.signals);
const inbound = new FrameReader(memory.inbound);
const outbound = new FrameWriter(memory.outbound);
const slots = new InvocationSlots(memory.slots);
const runner = new InvocationRunner({
  executor: createExecutor(),
  slots,
  signals,
  recorders: new RecorderPool({ slots, signals }, (index, buffer) =>
    report({ kind: 'recorder', index, buffer }),
  ),
  served: (served) => {
    report(served);
    wake();
  },
  answer,
  suspended: ringDoorbell,
});
let postedSeen = 0;
/** While it listens: lets it go on. A promise that is resolved again and again takes its time each time. */
let wake = nobodyWaits;

port.on('message', (message: Posted) => {
  receive(message);
  wake();
});
report({ kind: 'started' });
await live();

/** Works while there is work and sleeps in between, in whichever way wakes soonest. */
async function live(): Promise<never> {
  for (;;) {
    const sent = Atomics.load(signals, signal.sent);
    const finished = work();
    if (!finished) await new Promise(setImmediate);
    else if (runner.asynchronous) await listen(sent);
    else sleepUnlessSent(signals, sent);
  }
}

/** Does what has been sent; false where it left some for the sake of the event loop. */
function work(): boolean {
  const until = performance.now() + longestTurn;
  for (;;) {
    if (Atomics.load(signals, signal.posted) !== postedSeen) readPort();
    const frame = inbound.read();
    if (frame === null) return true;
    runner.accept(frame);
    if (runner.asynchronous && performance.now() > until) return false;
  }
}

async function listen(sent: number): Promise<void> {
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  Atomics.store(signals, signal.mode, threadMode.listening);
  if (Atomics.load(signals, signal.sent) === sent) await woken;
  wake = nobodyWaits;
  Atomics.store(signals, signal.mode, threadMode.awake);
}

function nobodyWaits(): void {}

function readPort(): void {
  for (let posted = receiveMessageOnPort(port); posted !== undefined; posted = receiveMessageOnPort(port))
    receive(posted.message as Posted);
}

function receive(message: Posted): void {
  if (message === null) return;
  postedSeen = (postedSeen + 1) | 0;
  if (!('kind' in message)) runner.accept(message);
  else if (message.kind === 'forget') runner.forget(message.revision);
  else if (message.kind === 'track') runner.track(message);
  else if (message.kind === 'end') runner.end(message.slot);
  else if (message.kind === 'finish') void socketsClosed().then(() => process.exit());
  else void runner.serve(message);
}

/** Outputs that are too large for the ring, or that find it full, are posted: their bytes move without a copy. */
function answer(given: Answer): void {
  const frame = encodeAnswer(given);
  wake();
  if (outbound.write(frame)) ringDoorbell();
  else port.postMessage(frame, [...new Set(frame.blobs.filter(ownsBuffer).map(({ buffer }) => buffer))]);
}

/** No bytes are one constant, shared by everything that is empty: moving its buffer would take it from all others. */
function ownsBuffer(blob: Uint8Array): blob is Uint8Array<ArrayBuffer> {
  return (
    blob.byteLength > 0 && blob.buffer instanceof ArrayBuffer && blob.byteLength === blob.buffer.byteLength
  );
}

function ringDoorbell(): void {
  if (Atomics.exchange(signals, signal.doorbell, 1) === 0) port.postMessage(null);
}

function report(message: WorkerReport): void {
  port.postMessage(message);
}
