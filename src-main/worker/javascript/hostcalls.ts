import { preview1Abi } from '../wasi/abi.ts';
import { argumentCalls } from '../wasi/arguments.ts';
import type { WasiContext } from '../wasi/context.ts';
import { descriptorCalls } from '../wasi/descriptors.ts';
import { environmentCalls } from '../wasi/environment.ts';
import { errno } from '../wasi/errno.ts';
import type { HostFunctions } from '../wasi/hostcall.ts';
import { pollCalls } from '../wasi/poll.ts';
import { processCalls } from '../wasi/process.ts';
import { randomCalls } from '../wasi/random.ts';
import type { QuickJs, Span } from './quickjs.ts';
import { type RecordedCall, recordedCall } from './recorded-call.ts';

/** Where the parameters of hostcalls are written: room that the guest has set aside in its heap. */
const layout = { iovecs: 0, count: 16, size: 20, subscription: 24, event: 72 } as const;
export const scratchBytes = 104;

const monotonicClock = 1;
const nanosecondsInMillisecond = 1e6;

/** Asks for the length of a list of strings and of its bytes, or for the strings; the parameters are addresses. */
type StringsCall = (first: number, second: number) => unknown;

/**
 * The hostcalls that a JavaScript program makes through its runtime, each one a recorded call of WASI with its
 * parameters in guest memory, as a compiled program would make it.
 */
export class Hostcalls {
  readonly #context: WasiContext;
  readonly #quickjs: QuickJs;
  readonly #calls: ReturnType<typeof recordedCalls>;
  /** Address of {@link scratchBytes} bytes. */
  scratch = 0;

  constructor(context: WasiContext, quickjs: QuickJs) {
    this.#context = context;
    this.#quickjs = quickjs;
    this.#calls = recordedCalls(context);
  }

  /** Reads once into several places, in their order. Gives how many bytes came. */
  read(fd: number, ...places: readonly Span[]): number {
    return this.#transfer(this.#calls.fd_read, fd, places);
  }

  /** Writes all of these bytes of the guest, gathered into one call. */
  write(fd: number, ...places: readonly Span[]): number {
    return this.#transfer(this.#calls.fd_write, fd, places);
  }

  random(place: Span): void {
    check('random_get', this.#calls.random_get(place.pointer, place.size));
  }

  exit(code: number): void {
    this.#calls.proc_exit(code);
  }

  /** argv */
  arguments(): string[] {
    return this.#strings(this.#calls.args_sizes_get, this.#calls.args_get);
  }

  /** `NAME=value` each. */
  environment(): string[] {
    return this.#strings(this.#calls.environ_sizes_get, this.#calls.environ_get);
  }

  /** Waits; the promise is that of a call that suspends. */
  async sleep(milliseconds: number): Promise<void> {
    const { memory } = this.#context;
    const subscription = this.scratch + layout.subscription;
    memory.slice(subscription, layout.event - layout.subscription).fill(0);
    memory.writeU32(subscription + 16, monotonicClock);
    memory.writeU64(subscription + 24, BigInt(Math.ceil(milliseconds * nanosecondsInMillisecond)));
    const [event, count] = [this.scratch + layout.event, this.scratch + layout.count];
    check('poll_oneoff', await this.#calls.poll_oneoff(subscription, event, 1, count));
  }

  #transfer(call: (...parameters: number[]) => unknown, fd: number, places: readonly Span[]): number {
    const { memory } = this.#context;
    const iovecs = this.scratch + layout.iovecs;
    for (const [index, { pointer, size }] of places.entries()) {
      memory.writeU32(iovecs + 8 * index, pointer);
      memory.writeU32(iovecs + 8 * index + 4, size);
    }
    check(`a transfer over descriptor ${fd}`, call(fd, iovecs, places.length, this.scratch + layout.count));
    return memory.readU32(this.scratch + layout.count);
  }

  #strings(sizes: StringsCall, get: StringsCall): string[] {
    const { memory } = this.#context;
    const [countPointer, sizePointer] = [this.scratch + layout.count, this.scratch + layout.size];
    sizes(countPointer, sizePointer);
    const [count, size] = [memory.readU32(countPointer), memory.readU32(sizePointer)];
    const pointer = this.#quickjs.allocate(4 * count + size + 1);
    get(pointer, pointer + 4 * count);
    const text = Buffer.from(memory.slice(pointer + 4 * count, size)).toString();
    this.#quickjs.exports.wasm_free(pointer);
    return text.split('\0').slice(0, count);
  }
}

/** The descriptors and clocks of a JavaScript program are chosen by its runtime, so that calls can't fail. */
function check(what: string, returned: unknown): void {
  if (returned !== errno.success) throw new Error(`${what} answered errno ${returned}`);
}

function recordedCalls(context: WasiContext) {
  const calls: HostFunctions = Object.assign(
    {},
    ...[argumentCalls, environmentCalls, randomCalls, processCalls, descriptorCalls, pollCalls].map(
      (family) => family(context, preview1Abi),
    ),
  );
  const recorded = (name: string): RecordedCall => recordedCall(context, calls, name);
  return {
    args_get: recorded('args_get'),
    args_sizes_get: recorded('args_sizes_get'),
    environ_get: recorded('environ_get'),
    environ_sizes_get: recorded('environ_sizes_get'),
    fd_read: recorded('fd_read'),
    fd_write: recorded('fd_write'),
    poll_oneoff: recorded('poll_oneoff'),
    proc_exit: recorded('proc_exit'),
    random_get: recorded('random_get'),
  };
}
