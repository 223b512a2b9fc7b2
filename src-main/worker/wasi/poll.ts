import type { Interruption } from '../interruption.ts';
import type { WasiAbi } from './abi.ts';
import type { WasiContext } from './context.ts';
import type { Descriptor, Readiness } from './descriptor.ts';
import { type Errno, errno } from './errno.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { HostcallFamily } from './hostcall.ts';
import { clock, readClock } from './time.ts';

/** `eventtype` of preview 1. */
const eventType = { clock: 0, fdRead: 1, fdWrite: 2 } as const;
/** `subclockflags`: the timeout is a time of that clock, not a duration. */
const absoluteTime = 1;
/** `eventrwflags` */
const hangUp = 1;
const eventBytes = 32;

/** Timers hold milliseconds in 31 bits; a longer wait is made of several. */
const longestTimer = 2 ** 31 - 1;

interface Subscription {
  readonly userData: bigint;
  readonly type: number;
}
/** Waits for a time of the monotonic clock, or has failed already. */
interface ClockSubscription extends Subscription {
  readonly deadline: bigint;
  readonly error: Errno;
}
interface DescriptorSubscription extends Subscription {
  readonly descriptor: Descriptor | undefined;
  readonly event: Readiness;
}

interface PollEvent {
  readonly userData: bigint;
  readonly type: number;
  readonly error: Errno;
  readonly bytes: number;
  readonly hungUp: boolean;
}

/** `poll_oneoff`: waits for the first of several clocks and descriptors; each fails on its own. */
export const pollCalls: HostcallFamily = (context, abi) => ({
  poll_oneoff(input: number, output: number, count: number, countPointer: number) {
    if (count === 0) return errno.inval;
    const subscriptions: (ClockSubscription | DescriptorSubscription)[] = [];
    for (let index = 0; index < count; index += 1) {
      const subscription = readSubscription(context, abi, input + index * abi.subscription.bytes);
      if (subscription === null) return errno.inval;
      subscriptions.push(subscription);
    }
    const events = readyEvents(subscriptions);
    if (events.length > 0) return writeEvents(context.memory, events, output, countPointer);
    return firstEvents(subscriptions, context.session.interruption).then((happened) =>
      writeEvents(context.memory, happened, output, countPointer),
    );
  },
});

/** Null for a type of subscription that there is not. */
function readSubscription({ memory, session }: WasiContext, { subscription }: WasiAbi, at: number) {
  const userData = memory.readU64(at);
  const type = memory.readU8(at + 8);
  if (type === eventType.clock) {
    const id = memory.readU32(at + subscription.clockId);
    const timeout = memory.readU64(at + subscription.timeout);
    const flags = memory.readU16(at + subscription.clockFlags);
    return { userData, type, ...deadlineOf(id, timeout, flags) };
  }
  if (type !== eventType.fdRead && type !== eventType.fdWrite) return null;
  const descriptor = session.descriptors.get(memory.readU32(at + subscription.fd));
  return { userData, type, descriptor, event: type === eventType.fdRead ? 'read' : 'write' } as const;
}

/** The monotonic time at which a clock's timeout is over. A guest's CPU time stands still while it waits. */
function deadlineOf(id: number, timeout: bigint, flags: number): { deadline: bigint; error: Errno } {
  const failed = (error: Errno) => ({ deadline: 0n, error });
  const now = readClock(id);
  if (now === undefined || (flags & ~absoluteTime) !== 0) return failed(errno.inval);
  if (id !== clock.realtime && id !== clock.monotonic) return failed(errno.notsup);
  const remaining = (flags & absoluteTime) === 0 ? timeout : timeout - now;
  return { deadline: process.hrtime.bigint() + remaining, error: errno.success };
}

function readyEvents(subscriptions: readonly (ClockSubscription | DescriptorSubscription)[]): PollEvent[] {
  const now = process.hrtime.bigint();
  return subscriptions
    .map((subscription) =>
      'deadline' in subscription ? clockEvent(subscription, now) : descriptorEvent(subscription),
    )
    .filter((event) => event !== null);
}

function clockEvent({ userData, type, deadline, error }: ClockSubscription, now: bigint): PollEvent | null {
  return deadline <= now ? { userData, type, error, bytes: 0, hungUp: false } : null;
}

function descriptorEvent({ userData, type, descriptor, event }: DescriptorSubscription): PollEvent | null {
  const count = descriptor === undefined ? -errno.badf : descriptor.readiness(event);
  if (count === null) return null;
  const hungUp = descriptor?.hungUp ?? false;
  return { userData, type, error: count < 0 ? -count : errno.success, bytes: Math.max(count, 0), hungUp };
}

/** Waits until something happened, and gives all that has by then. Throws where the wait is broken off. */
async function firstEvents(
  subscriptions: readonly (ClockSubscription | DescriptorSubscription)[],
  interruption: Interruption,
): Promise<PollEvent[]> {
  for (;;) {
    const others = new AbortController();
    const forget = interruption.onBreak(() => others.abort());
    await Promise.race(waitsOf(subscriptions, others.signal));
    others.signal.throwIfAborted();
    forget();
    others.abort();
    const events = readyEvents(subscriptions);
    if (events.length > 0) return events;
  }
}

/** One wait for all clocks, whose first is enough, and one for each event of each descriptor. */
function waitsOf(
  subscriptions: readonly (ClockSubscription | DescriptorSubscription)[],
  signal: AbortSignal,
): Promise<void>[] {
  let first: bigint | null = null;
  const awaited = { read: new Set<Descriptor>(), write: new Set<Descriptor>() };
  for (const subscription of subscriptions)
    if ('deadline' in subscription)
      first = first === null || subscription.deadline < first ? subscription.deadline : first;
    else if (subscription.descriptor !== undefined) awaited[subscription.event].add(subscription.descriptor);
  return [
    ...(first === null ? [] : [timePassed(first, signal)]),
    ...[...awaited.read].map((descriptor) => descriptor.whenReady('read', signal)),
    ...[...awaited.write].map((descriptor) => descriptor.whenReady('write', signal)),
  ];
}

/** Resolves at that monotonic time, a little later, or earlier where no timer is that long. */
function timePassed(deadline: bigint, signal: AbortSignal): Promise<void> {
  const milliseconds = Number(deadline - process.hrtime.bigint()) / 1e6;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, Math.min(Math.ceil(Math.max(milliseconds, 0)), longestTimer));
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return promise;
}

function writeEvents(
  memory: GuestMemory,
  events: readonly PollEvent[],
  output: number,
  countPointer: number,
): Errno {
  for (const [index, event] of events.entries()) {
    const at = output + index * eventBytes;
    memory.slice(at, eventBytes).fill(0);
    memory.writeU64(at, event.userData);
    memory.writeU16(at + 8, event.error);
    memory.writeU8(at + 10, event.type);
    memory.writeU64(at + 16, BigInt(event.bytes));
    memory.writeU16(at + 24, event.hungUp ? hangUp : 0);
  }
  memory.writeU32(countPointer, events.length);
  return errno.success;
}
