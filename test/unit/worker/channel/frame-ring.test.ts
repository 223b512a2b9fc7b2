import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  allocateFrameRing,
  type Frame,
  FrameReader,
  FrameWriter,
} from '../../../../src-main/worker/channel/frame-ring.ts';

const frames = fc.record({
  numbers: fc.array(fc.double({ noNaN: true }), { minLength: 8, maxLength: 8 }),
  text: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed()),
  blobs: fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 4, maxLength: 4 }),
});

function plain({ numbers, text, blobs }: Frame) {
  return { numbers, text, blobs: blobs.map((blob) => [...blob]) };
}

it('gives back every frame that it took, in order, whenever they are read', () => {
  const steps = fc.array(fc.oneof(frames, fc.constant('read' as const)), { maxLength: 300 });
  fc.assert(
    fc.property(steps, (program) => {
      const memory = allocateFrameRing(4096);
      const writer = new FrameWriter(memory);
      const reader = new FrameReader(memory);
      const written: Frame[] = [];
      for (const step of program) {
        if (step !== 'read') {
          if (writer.write(step)) written.push(step);
          continue;
        }
        const frame = reader.read();
        expect(frame === null).toBe(written.length === 0);
        if (frame !== null) expect(plain(frame)).toEqual(plain(written.shift()!));
      }
      for (const frame of written) expect(plain(reader.read()!)).toEqual(plain(frame));
      expect(reader.read()).toBeNull();
    }),
  );
});

it('refuses what it has no room for, until that was made', () => {
  const memory = allocateFrameRing(4096);
  const writer = new FrameWriter(memory);
  const reader = new FrameReader(memory);
  const frame = { numbers: [], text: '', blobs: [new Uint8Array(800)] };
  let taken = 0;
  while (writer.write(frame)) taken += 1;
  expect(taken).toBeGreaterThan(2);
  reader.read();
  expect(writer.write(frame)).toBe(true);
});

it('refuses a frame that would make all others wait for it', () => {
  const writer = new FrameWriter(allocateFrameRing(4096));
  expect(writer.write({ numbers: [], text: '', blobs: [new Uint8Array(2048)] })).toBe(false);
});
