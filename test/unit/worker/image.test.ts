import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownBytes, putImageBack, takeChangedImage, takeImage } from '../../../src-main/worker/image.ts';

const pages = 3;
const memoryBytes = pages * 65_536;

/** Where something is written, and how much of it. */
type Writing = readonly [offset: number, size: number, value: number];

const writings = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: memoryBytes - 1 }),
    fc.integer({ min: 1, max: 20_000 }),
    fc.integer({ min: 0, max: 255 }),
  ),
  { maxLength: 8 },
);

function memoryWith(...all: readonly (readonly Writing[])[]): WebAssembly.Memory {
  const memory = new WebAssembly.Memory({ initial: pages });
  scribble(memory, all.flat());
  return memory;
}

function scribble({ buffer }: WebAssembly.Memory, list: readonly Writing[]): void {
  for (const [offset, size, value] of list) new Uint8Array(buffer).fill(value, offset, offset + size);
}

const contentOf = ({ buffer }: WebAssembly.Memory) => Buffer.from(buffer.slice(0));
const imageOf = (memory: WebAssembly.Memory) => takeImage(memory, {}, []);
const changedImageOf = (memory: WebAssembly.Memory, base: WebAssembly.Memory) =>
  takeChangedImage(memory, {}, imageOf(base));

describe('an image', () => {
  it('makes a memory as it was, whatever was written to it', () => {
    fc.assert(
      fc.property(writings, writings, (first, later) => {
        const memory = memoryWith(first);
        const [image, before] = [imageOf(memory), contentOf(memory)];
        scribble(memory, later);
        expect(putImageBack(image, memory, {})).toBe(true);
        expect(contentOf(memory).equals(before)).toBe(true);
      }),
    );
  });

  it('does so where it has only what is different from another one', () => {
    fc.assert(
      fc.property(writings, writings, writings, (base, own, later) => {
        const memory = memoryWith(base, own);
        const before = contentOf(memory);
        const image = changedImageOf(memory, memoryWith(base));
        scribble(memory, later);
        expect(putImageBack(image, memory, {})).toBe(true);
        expect(contentOf(memory).equals(before)).toBe(true);
      }),
    );
  });

  it('is not put into a memory that has grown', () => {
    const memory = memoryWith([[10, 10, 1]]);
    const image = imageOf(memory);
    memory.grow(1);
    scribble(memory, [[10, 10, 2]]);
    expect(putImageBack(image, memory, {})).toBe(false);
    expect(contentOf(memory)[10]).toBe(2);
  });

  it('has the mutable globals in it', () => {
    const counter = new WebAssembly.Global({ value: 'i32', mutable: true }, 7);
    const memory = memoryWith([]);
    const image = takeImage(memory, { counter }, ['counter']);
    counter.value = 8;
    putImageBack(image, memory, { counter });
    expect(counter.value).toBe(7);
  });
});

describe('an image that shares', () => {
  it('keeps little more than what it changes, the other kept once', () => {
    const base: Writing = [50_000, 100_000, 1];
    const image = changedImageOf(memoryWith([base, [60_000, 4, 2], [90_000, 4, 2]]), memoryWith([base]));
    expect(ownBytes(image)).toBeGreaterThanOrEqual(8);
    expect(ownBytes(image)).toBeLessThan(2_000);
  });

  it('keeps what it has beyond the other one', () => {
    const memory = memoryWith([[150_000, 10, 3]]);
    const image = changedImageOf(memory, memoryWith([[10, 10, 1]]));
    putImageBack(image, memory, {});
    expect(contentOf(memory).equals(contentOf(memoryWith([[150_000, 10, 3]])))).toBe(true);
  });
});
