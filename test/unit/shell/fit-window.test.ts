import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitWindow } from '../../../src-main/shell/fit-window.ts';

const primary = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 200, width: 1280, height: 760 };

describe('fitWindow', () => {
  it('puts a first window in the middle of the primary display', () => {
    expect(fitWindow(null, [primary])).toEqual({ x: 320, y: 120, width: 1280, height: 800 });
  });

  it('leaves a window where it was, on whichever display', () => {
    const kept = { x: 2000, y: 250, width: 800, height: 600 };
    expect(fitWindow(kept, [primary, second])).toEqual(kept);
  });

  it('brings a window back whose display is gone, in its size', () => {
    const kept = { x: 2000, y: 250, width: 800, height: 600 };
    expect(fitWindow(kept, [primary])).toEqual({ x: 560, y: 220, width: 800, height: 600 });
  });

  it('always gives a window that is wholly on one display', () => {
    const rectangle = (least: number) =>
      fc.record({
        x: fc.integer({ min: -5000, max: 5000 }),
        y: fc.integer({ min: -5000, max: 5000 }),
        width: fc.integer({ min: least, max: 5000 }),
        height: fc.integer({ min: least, max: 5000 }),
      });
    fc.assert(
      fc.property(
        fc.option(rectangle(1)),
        rectangle(200),
        fc.array(rectangle(200)),
        (kept, first, others) => {
          const window = fitWindow(kept, [first, ...others]);
          const isWithin = [first, ...others].some(
            (area) =>
              window.x >= area.x &&
              window.y >= area.y &&
              window.x + window.width <= area.x + area.width &&
              window.y + window.height <= area.y + area.height,
          );
          expect(isWithin).toBe(true);
        },
      ),
    );
  });
});
