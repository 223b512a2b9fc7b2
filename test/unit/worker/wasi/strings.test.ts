import { describe, expect, it } from 'vitest';
import { errno } from '../../../../src-main/worker/wasi/errno.ts';
import { createHostcallGuest, type HostcallGuest } from '../../../support/hostcalls.ts';

const families = [
  {
    name: 'args',
    create: (strings: readonly string[]) => createHostcallGuest({ arguments: strings }),
    expected: (strings: readonly string[]) => strings,
  },
  {
    name: 'environ',
    create: (strings: readonly string[]) =>
      createHostcallGuest({ environment: Object.fromEntries(strings.map((text) => [text, `=${text}`])) }),
    expected: (strings: readonly string[]) => strings.map((text) => `${text}==${text}`),
  },
];

/** Asks for the sizes at 0 and 4, the pointers at 16 and the bytes at 256, and gives what it finds. */
function read(guest: HostcallGuest, name: string): string[] {
  expect(guest.call(`${name}_sizes_get`, 0, 4)).toBe(errno.success);
  expect(guest.call(`${name}_get`, 16, 256)).toBe(errno.success);
  const count = guest.memory.readU32(0);
  const end = 256 + guest.memory.readU32(4);
  const pointers = Array.from({ length: count }, (_, index) => guest.memory.readU32(16 + index * 4));
  return pointers.map((pointer, index) => {
    const bytes = guest.memory.slice(pointer, (pointers[index + 1] ?? end) - pointer);
    expect(bytes.at(-1)).toBe(0);
    return new TextDecoder().decode(bytes.subarray(0, -1));
  });
}

describe.each(families)('$name', ({ name, create, expected }) => {
  it.each([[['main', 'a b', 'c']], [['é', '日本語', '🦀']], [['one']]])('gives %j', (strings) => {
    expect(read(create(strings), name)).toEqual(expected(strings));
  });

  it('may be empty', () => {
    expect(read(create([]), name)).toEqual([]);
  });

  it('answers efault for memory that there is not', () => {
    const guest = create(['text']);
    expect(guest.call(`${name}_sizes_get`, 65_533, 0)).toBe(errno.fault);
    expect(guest.call(`${name}_sizes_get`, -4, 0)).toBe(errno.fault);
    expect(guest.call(`${name}_get`, 0, 65_534)).toBe(errno.fault);
  });
});
