import { describe, expect, it } from 'vitest';
import { ByteSource } from '../../../../src-main/worker/stdio/byte-source.ts';
import { Descriptor, fileType } from '../../../../src-main/worker/wasi/descriptor.ts';
import { errno } from '../../../../src-main/worker/wasi/errno.ts';
import { createHostcallGuest, type HostcallGuest } from '../../../support/hostcalls.ts';

/** Echoes what is sent, and remembers what it was asked for. */
class Echo extends Descriptor {
  readonly fileType = fileType.socketStream;
  readonly asked: unknown[] = [];
  #bytes = new Uint8Array(0);

  override send(buffers: readonly Uint8Array[]): number {
    this.#bytes = new Uint8Array(Buffer.concat(buffers));
    return this.#bytes.length;
  }
  override async receive(buffers: readonly Uint8Array[], options: object): Promise<number> {
    this.asked.push(options);
    await Promise.resolve();
    buffers[0]?.set(this.#bytes);
    return this.#bytes.length;
  }
  override shutdown(how: object): number {
    this.asked.push(how);
    return errno.success;
  }
  override accept(): Descriptor {
    return new Echo();
  }
}

/** One buffer of 8 bytes at 32, its iovec at 0. */
function withBuffer(guest: HostcallGuest): HostcallGuest {
  guest.memory.writeU32(0, 32);
  guest.memory.writeU32(4, 8);
  return guest;
}

describe('sockets', () => {
  it('send and receive', async () => {
    const echo = new Echo();
    const guest = withBuffer(createHostcallGuest({ descriptors: [echo], suspending: true }));
    guest.memory.writeU64(32, 0x1122_3344_5566_7788n);
    expect(await guest.call('sock_send', 0, 0, 1, 0, 16)).toBe(errno.success);
    guest.memory.writeU64(32, 0n);
    expect(await guest.call('sock_recv', 0, 0, 1, 3, 20, 24)).toBe(errno.success);
    expect(guest.memory.readU64(32)).toBe(0x1122_3344_5566_7788n);
    expect([guest.memory.readU32(16), guest.memory.readU32(20)]).toEqual([8, 8]);
    expect(echo.asked).toEqual([{ peek: true, waitForAll: true }]);
  });

  it('accept connections under a new number', async () => {
    const guest = createHostcallGuest({ descriptors: [new Echo()], suspending: true });
    expect(await guest.call('sock_accept', 0, 4, 16)).toBe(errno.success);
    expect(guest.memory.readU32(16)).toBe(1);
    expect(guest.descriptors.get(1)).toBeInstanceOf(Echo);
    expect(await guest.call('sock_accept', 0, 1, 16)).toBe(errno.inval);
  });

  it('shut down in one direction or both', () => {
    const echo = new Echo();
    const guest = createHostcallGuest({ descriptors: [echo] });
    expect(guest.call('sock_shutdown', 0, 1)).toBe(errno.success);
    expect(guest.call('sock_shutdown', 0, 3)).toBe(errno.success);
    expect(echo.asked).toEqual([
      { receive: true, send: false },
      { receive: true, send: true },
    ]);
    expect(guest.call('sock_shutdown', 0, 0)).toBe(errno.inval);
    expect(guest.call('sock_shutdown', 0, 4)).toBe(errno.inval);
  });

  it('are no other descriptors, and know no other flags', () => {
    const guest = withBuffer(
      createHostcallGuest({ descriptors: [new ByteSource(new Uint8Array(1)), new Echo()] }),
    );
    expect(guest.call('sock_send', 0, 0, 1, 0, 16)).toBe(errno.notsock);
    expect(guest.call('sock_recv', 0, 0, 1, 0, 16, 20)).toBe(errno.notsock);
    expect(guest.call('sock_shutdown', 0, 1)).toBe(errno.notsock);
    expect(guest.call('sock_shutdown', 9, 1)).toBe(errno.badf);
    expect(guest.call('sock_send', 9, 0, 1, 0, 16)).toBe(errno.badf);
    expect(guest.call('sock_send', 1, 0, 1, 1, 16)).toBe(errno.inval);
    expect(guest.call('sock_recv', 1, 0, 1, 4, 16, 20)).toBe(errno.inval);
  });
});
