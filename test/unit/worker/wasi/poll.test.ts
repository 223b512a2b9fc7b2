import { describe, expect, it } from 'vitest';
import { ByteSource } from '../../../../src-main/worker/stdio/byte-source.ts';
import { preview0Abi, preview1Abi, type WasiAbi } from '../../../../src-main/worker/wasi/abi.ts';
import { Descriptor, fileType } from '../../../../src-main/worker/wasi/descriptor.ts';
import { errno } from '../../../../src-main/worker/wasi/errno.ts';
import { createHostcallGuest, type HostcallGuest } from '../../../support/hostcalls.ts';

const output = 4096;
const countAt = 8192;
const clock = { realtime: 0, monotonic: 1, cpu: 2 };
const millisecond = 1_000_000n;

type Subscription =
  | { readonly clock: number; readonly timeout: bigint; readonly absolute?: boolean }
  | { readonly fd: number; readonly event: 'read' | 'write' };

function write(
  guest: HostcallGuest,
  { subscription }: WasiAbi,
  subscriptions: readonly Subscription[],
): void {
  for (const [index, wanted] of subscriptions.entries()) {
    const at = index * subscription.bytes;
    guest.memory.writeU64(at, BigInt(100 + index));
    if ('fd' in wanted) {
      guest.memory.writeU8(at + 8, wanted.event === 'read' ? 1 : 2);
      guest.memory.writeU32(at + subscription.fd, wanted.fd);
    } else {
      guest.memory.writeU32(at + subscription.clockId, wanted.clock);
      guest.memory.writeU64(at + subscription.timeout, wanted.timeout);
      guest.memory.writeU16(at + subscription.clockFlags, wanted.absolute ? 1 : 0);
    }
  }
}

function events({ memory }: HostcallGuest) {
  return Array.from({ length: memory.readU32(countAt) }, (_, index) => ({
    user: Number(memory.readU64(output + index * 32)),
    error: memory.readU16(output + index * 32 + 8),
    type: memory.readU8(output + index * 32 + 10),
    bytes: Number(memory.readU64(output + index * 32 + 16)),
    flags: memory.readU16(output + index * 32 + 24),
  }));
}

async function poll(
  subscriptions: readonly Subscription[],
  descriptors: readonly Descriptor[] = [],
  abi: WasiAbi = preview1Abi,
) {
  const guest = createHostcallGuest({ descriptors, suspending: true, abi });
  write(guest, abi, subscriptions);
  expect(await guest.call('poll_oneoff', 0, output, subscriptions.length, countAt)).toBe(errno.success);
  return events(guest);
}

/** Readable when the test says so. */
class Door extends Descriptor {
  readonly fileType = fileType.socketStream;
  readonly #opened = Promise.withResolvers<void>();
  #open = false;
  /** How many wait at it. */
  waiting = 0;

  open(): void {
    this.#open = true;
    this.#opened.resolve();
  }
  override readiness(): number | null {
    return this.#open ? 5 : null;
  }
  override whenReady(_event: 'read' | 'write', signal: AbortSignal): Promise<void> {
    this.waiting += 1;
    signal.addEventListener('abort', () => {
      this.waiting -= 1;
    });
    return this.#opened.promise;
  }
}

describe('poll_oneoff', () => {
  it('waits for a clock', async () => {
    const before = process.hrtime.bigint();
    expect(await poll([{ clock: clock.monotonic, timeout: 5n * millisecond }])).toEqual([
      { user: 100, error: 0, type: 0, bytes: 0, flags: 0 },
    ]);
    expect(process.hrtime.bigint() - before).toBeGreaterThanOrEqual(5n * millisecond);
  });

  it.each([
    ['realtime', clock.realtime, () => BigInt(Date.now()) * millisecond],
    ['monotonic', clock.monotonic, () => process.hrtime.bigint()],
  ])('takes an absolute time of the %s clock', async (_, id, now) => {
    const timeout = now() + 10n * millisecond;
    expect(await poll([{ clock: id, timeout, absolute: true }])).toMatchObject([{ error: 0 }]);
    expect(now()).toBeGreaterThanOrEqual(timeout - millisecond);
    expect(await poll([{ clock: id, timeout: 1n, absolute: true }])).toMatchObject([{ error: 0 }]);
  });

  it('gives the first of several', async () => {
    expect(
      await poll([
        { clock: clock.monotonic, timeout: 3_600_000n * millisecond },
        { clock: clock.monotonic, timeout: millisecond },
        { clock: clock.monotonic, timeout: 2n ** 64n - 1n },
      ]),
    ).toMatchObject([{ user: 101 }]);
  });

  it('gives all that are ready, and does not wait for the others', async () => {
    expect(
      await poll(
        [
          { fd: 0, event: 'read' },
          { clock: clock.monotonic, timeout: 3_600_000n * millisecond },
          { clock: clock.monotonic, timeout: 0n },
          { fd: 0, event: 'write' },
        ],
        [new ByteSource(new Uint8Array(7))],
      ),
    ).toEqual([
      { user: 100, error: 0, type: 1, bytes: 7, flags: 0 },
      { user: 102, error: 0, type: 0, bytes: 0, flags: 0 },
      { user: 103, error: 0, type: 2, bytes: 0, flags: 0 },
    ]);
  });

  it('reports a stream that is at its end as hung up', async () => {
    expect(await poll([{ fd: 0, event: 'read' }], [new ByteSource(new Uint8Array(0))])).toEqual([
      { user: 100, error: 0, type: 1, bytes: 0, flags: 1 },
    ]);
  });

  it('fails each event on its own', async () => {
    expect(
      await poll([
        { fd: 9, event: 'read' },
        { clock: 77, timeout: 0n },
        { clock: clock.cpu, timeout: 0n },
        { clock: clock.monotonic, timeout: 3_600_000n * millisecond },
      ]),
    ).toMatchObject([
      { user: 100, error: errno.badf, type: 1 },
      { user: 101, error: errno.inval, type: 0 },
      { user: 102, error: errno.notsup, type: 0 },
    ]);
  });

  it('wakes when a descriptor is ready, and lets go of everything else', async () => {
    const [door, other] = [new Door(), new Door()];
    const polled = poll(
      [
        { fd: 0, event: 'read' },
        { fd: 1, event: 'read' },
        { clock: clock.monotonic, timeout: 3_600_000n * millisecond },
      ],
      [door, other],
    );
    expect(other.waiting).toBe(1);
    door.open();
    expect(await polled).toMatchObject([{ user: 100, bytes: 5 }]);
    expect(other.waiting).toBe(0);
  });

  it('waits once for what many subscriptions ask of one descriptor, and answers each', async () => {
    const door = new Door();
    const polled = poll(
      Array.from({ length: 80 }, () => ({ fd: 0, event: 'read' as const })),
      [door],
    );
    expect(door.waiting).toBe(1);
    door.open();
    expect((await polled).map(({ user }) => user)).toEqual(
      Array.from({ length: 80 }, (_, index) => 100 + index),
    );
  });

  it('refuses no subscriptions, and one of a type that there is not', () => {
    const guest = createHostcallGuest();
    expect(guest.call('poll_oneoff', 0, output, 0, countAt)).toBe(errno.inval);
    guest.memory.writeU8(8, 3);
    expect(guest.call('poll_oneoff', 0, output, 1, countAt)).toBe(errno.inval);
  });

  it('reads the subscriptions of preview 0', async () => {
    expect(
      await poll(
        [
          { clock: clock.monotonic, timeout: 3_600_000n * millisecond },
          { fd: 0, event: 'read' },
          { clock: clock.monotonic, timeout: 0n },
        ],
        [new ByteSource(new Uint8Array(3))],
        preview0Abi,
      ),
    ).toMatchObject([
      { user: 101, bytes: 3 },
      { user: 102, error: 0 },
    ]);
  });
});
