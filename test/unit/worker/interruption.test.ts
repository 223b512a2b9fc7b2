import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allocateWorkerMemory, InvocationSlots } from '../../../src-main/worker/channel/worker-memory.ts';
import { Interruption } from '../../../src-main/worker/interruption.ts';
import { TraceRecorder } from '../../../src-main/worker/trace/trace-recorder.ts';
import { createGuest, importing, invocation } from '../../support/guest.ts';
import { sleeping } from '../../support/programs.ts';

const slot = 3;
const ticket = 7;

/** A slot whose invocation has begun, and what ends that. */
function begun() {
  const memory = allocateWorkerMemory();
  const slots = new InvocationSlots(memory.slots);
  const interruption = new Interruption({ slots, signals: new Int32Array(memory.signals) });
  interruption.serve(slot, 1_000);
  slots.offer(slot, ticket);
  slots.begin(slot, ticket, 0);
  return { slots, interruption };
}

describe('an invocation that waits', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('ends where it is broken off, and leaves no timer behind', async () => {
    const { interruption } = begun();
    const running = createGuest(sleeping(600_000, 'never')).invoke(
      invocation(),
      new TraceRecorder(),
      interruption,
    );
    expect(vi.getTimerCount()).toBe(1);
    interruption.breakOff();
    expect(await running).toMatchObject({
      halt: { kind: 'deadline', message: 'it did not end within 1 s' },
      pages: 1,
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends for the reason that its engine gives', async () => {
    const { slots, interruption } = begun();
    const running = createGuest(sleeping(600_000, 'never')).invoke(
      invocation(),
      new TraceRecorder(),
      interruption,
    );
    expect(slots.end(slot, ticket, 'cancelled')).toBe(true);
    interruption.breakOff();
    expect((await running).halt.kind).toBe('cancelled');
  });
});

describe('an invocation that is to end', () => {
  it('makes no call any more, also where its guest catches that', async () => {
    const { slots, interruption } = begun();
    slots.end(slot, ticket, 'cancelled');
    const guest = createGuest(`(module ${importing('sched_yield')} (memory (export "memory") 1)
      (func (export "_start")
        (block $caught (try_table (catch_all $caught) (drop (call $sched_yield))))
        (drop (call $sched_yield))
        (unreachable)))`);
    const recorder = new TraceRecorder();
    const { halt } = await guest.invoke(invocation(), recorder, interruption);
    expect(halt.kind).toBe('cancelled');
    expect(recorder.latest).toBe(-1);
  });

  it('is not the next one that takes its slot', () => {
    const { slots, interruption } = begun();
    slots.end(slot, ticket, 'deadline');
    slots.clear(slot);
    slots.offer(slot, ticket + 1);
    slots.begin(slot, ticket + 1, 0);
    expect(interruption.halt).toBeNull();
    expect(slots.end(slot, ticket, 'cancelled')).toBe(false);
  });
});
