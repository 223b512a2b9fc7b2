import { AtelierError, serializeError } from '../contract/errors.ts';
import type { InvocationInput, InvocationOutput } from '../contract/invocation.ts';
import type { InvocationRequest, ServeOrder, ServeReport, TrackOrder } from '../contract/worker-messages.ts';
import type { Frame } from './channel/frame-ring.ts';
import { type Assignment, decodeInvocation } from './channel/invocation-frame.ts';
import type { Answer } from './channel/output-frame.ts';
import { type InvocationSlots, signal } from './channel/worker-memory.ts';
import type { Executor } from './executor.ts';
import { closingSockets } from './host/closing-sockets.ts';
import { InstanceGate } from './instance-gate.ts';
import { programArguments } from './program-arguments.ts';
import type { PooledRecorder, RecorderPool } from './recorder-pool.ts';
import { snapshotGuest } from './trace/trace-recorder.ts';

interface Invocation {
  readonly request: InvocationRequest;
  readonly assignment: Assignment;
}

export interface InvocationRunnerOptions {
  readonly executor: Executor;
  readonly slots: InvocationSlots;
  /** The words of `signal`, of which the runner keeps `running` and `suspended`. */
  readonly signals: Int32Array;
  readonly recorders: RecorderPool;
  /** Hears how a load went. */
  readonly served: (report: ServeReport) => void;
  /** Hears each output, once. */
  readonly answer: (answer: Answer) => void;
  /** Hears that an invocation began to wait, which makes room for another. */
  readonly suspended: () => void;
}

/** Runs what a worker thread is given: loads revisions, begins invocations, answers each. */
export class InvocationRunner {
  readonly #options: InvocationRunnerOptions;
  readonly #orders = new Map<number, ServeOrder<WebAssembly.Module>>();
  readonly #gates = new Map<string, InstanceGate<Invocation>>();
  #loading = 0;
  #suspended = 0;

  constructor(options: InvocationRunnerOptions) {
    this.#options = options;
  }

  /** True while something goes on that needs the thread's event loop. */
  get asynchronous(): boolean {
    return this.#loading + this.#suspended + closingSockets() > 0;
  }

  /** Loads what the order names, unless it is there already. The thread must not sleep before that is reported. */
  async serve(order: ServeOrder<WebAssembly.Module>): Promise<void> {
    this.#loading += 1;
    this.#options.served(await this.#load(order));
    this.#loading -= 1;
  }

  async #load(order: ServeOrder<WebAssembly.Module>): Promise<ServeReport> {
    const { executable, module, script, executableKey, revision } = order;
    try {
      this.#orders.set(revision, order);
      if (!this.#options.executor.isLoaded(executableKey))
        await this.#options.executor.load(executableKey, { executable, module, script });
      return {
        kind: 'served',
        revision,
        memory: this.#options.executor.facts(executableKey).memory,
        error: null,
      };
    } catch (error) {
      this.#orders.delete(revision);
      return { kind: 'served', revision, memory: 0, error: serializeError(namedFault(error)) };
    }
  }

  /** Has what a revision runs start sooner, if it can; one that was forgotten meanwhile needs nothing. */
  track({ revision, code }: TrackOrder<WebAssembly.Module>): void {
    const order = this.#orders.get(revision);
    if (order === undefined || !this.#options.executor.isLoaded(order.executableKey)) return;
    try {
      this.#options.executor.track(order.executableKey, order, code);
    } catch {
      // Its first form is there and serves on.
    }
  }

  /** Drops a revision, and its executable where no other revision shares it. */
  forget(revision: number): void {
    const order = this.#orders.get(revision);
    if (order === undefined) return;
    this.#orders.delete(revision);
    for (const other of this.#orders.values()) if (other.executableKey === order.executableKey) return;
    this.#options.executor.unload(order.executableKey);
  }

  /** Begins the invocation in this frame, or as soon as its function has an instance free. */
  accept(frame: Frame): void {
    const invocation = decodeInvocation(frame);
    const order = this.#orders.get(invocation.assignment.revision);
    // An invocation that was taken back leaves its frame behind, which may outlive the revision.
    if (order === undefined) return;
    const gate = this.#gate(order.functionId);
    gate.instances = invocation.assignment.instances;
    gate.add(invocation);
    this.#beginAll(gate);
  }

  /** Breaks off what the invocation in this slot waits for, where it is there to be ended. */
  end(slot: number): void {
    const { slots, recorders } = this.#options;
    const { interruption } = recorders.at(slots.recorder(slot)) ?? {};
    if (interruption?.serves(slot) && slots.endOf(slot) !== null) interruption.breakOff();
  }

  #gate(functionId: string): InstanceGate<Invocation> {
    let gate = this.#gates.get(functionId);
    if (gate === undefined) {
      gate = new InstanceGate();
      this.#gates.set(functionId, gate);
    }
    return gate;
  }

  #beginAll(gate: InstanceGate<Invocation>): void {
    for (let next = gate.next(); next !== undefined; next = gate.next()) this.#begin(next, gate);
  }

  #begin({ request, assignment }: Invocation, gate: InstanceGate<Invocation>): void {
    const { slots, signals, recorders, answer } = this.#options;
    const pooled = recorders.take();
    if (!slots.begin(assignment.slot, assignment.ticket, pooled.index)) {
      recorders.giveBack(pooled);
      return;
    }
    const order = this.#orders.get(assignment.revision)!;
    pooled.interruption.serve(assignment.slot, order.deadline);
    Atomics.store(signals, signal.running, assignment.slot);
    const output = this.#invoke(order, request, pooled);
    Atomics.store(signals, signal.running, -1);
    if (output instanceof Promise) this.#suspend(output, assignment.slot, pooled, order.deadline, gate);
    else {
      recorders.giveBack(pooled);
      answer({ slot: assignment.slot, output, busy: output.timing.total });
    }
  }

  #invoke(order: ServeOrder<WebAssembly.Module>, request: InvocationRequest, pooled: PooledRecorder) {
    const { id, trigger, head, body } = request;
    const input: InvocationInput = {
      id,
      trigger,
      head,
      body,
      arguments: programArguments,
      environment: order.environment,
      egress: order.egress ?? 'all',
      limits: { maxMemory: order.maxMemory, output: order.output },
    };
    try {
      return this.#options.executor.invoke(order.executableKey, input, pooled.recorder, pooled.interruption);
    } catch (error) {
      return failedOutput(pooled, error);
    }
  }

  /** The invocation waits for a socket or a clock: it is answered when it ends, or is ended at its deadline. */
  #suspend(
    output: Promise<InvocationOutput>,
    slot: number,
    pooled: PooledRecorder,
    deadline: number,
    gate: InstanceGate<Invocation>,
  ): void {
    const { signals, answer, recorders } = this.#options;
    const busy = pooled.recorder.elapsed();
    const end = (result: InvocationOutput) => {
      Atomics.compareExchange(signals, signal.running, slot, -1);
      this.#suspended -= 1;
      Atomics.sub(signals, signal.suspended, 1);
      gate.live -= 1;
      answer({ slot, output: result, busy });
      this.#beginAll(gate);
    };
    this.#suspended += 1;
    Atomics.add(signals, signal.suspended, 1);
    gate.live += 1;
    const overdue = setTimeout(() => pooled.interruption.breakOff(), deadline);
    output
      .catch((error: unknown) => failedOutput(pooled, error))
      .then((result) => {
        clearTimeout(overdue);
        recorders.giveBack(pooled);
        end(result);
      });
    this.#options.suspended();
  }
}

/** An exception that is not ours loses its message on the way between threads: it is put into one that keeps it. */
function namedFault(error: unknown): AtelierError {
  if (error instanceof AtelierError) return error;
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AtelierError('internal', `The worker could not load the function: ${reason}`);
}

/** The executor answers for what guests do; an exception of it is a fault of ours. */
function failedOutput({ recorder }: PooledRecorder, error: unknown): InvocationOutput {
  const reason = error instanceof Error ? error.message : String(error);
  const total = recorder.elapsed();
  const { start, pages } = snapshotGuest(recorder.buffer);
  return {
    halt: { kind: 'lost', message: `the worker failed: ${reason}` },
    stdout: recorder.stdout.read(),
    stderr: recorder.stderr.read(),
    response: null,
    timing: { start, run: total - start, total },
    pages,
    trace: recorder.snapshot(),
  };
}
