import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layOutTreemap } from '../../../src-renderer/deploy/treemap-layout.ts';

it('gives every area a tile of its share, inside the rectangle and beside the others', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(sizes, (all) => {
      const tiles = layOutTreemap(
        all.map((size, index) => ({ name: String(index), size })),
        400,
        100,
      );
      const total = all.reduce((sum, size) => sum + size, 0);
      expect(tiles).toHaveLength(all.length);
      for (const { size, x, y, width, height } of tiles) {
        expect(width * height).toBeCloseTo((size / total) * 40_000, 3);
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-6);
        expect(x + width).toBeLessThanOrEqual(400 + 1e-6);
        expect(y + height).toBeLessThanOrEqual(100 + 1e-6);
      }
    }),
  );
});

it('gives what has no size no tile', () => {
  expect(layOutTreemap([{ name: 'nothing', size: 0 }], 10, 10)).toEqual([]);
});
