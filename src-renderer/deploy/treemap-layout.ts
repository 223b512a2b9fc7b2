export interface Area {
  readonly name: string;
  readonly size: number;
}

export interface Tile extends Area {
  /** In the unit of the rectangle that was divided. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Divides a rectangle into tiles as large as their areas, as square as they can be: the squarified treemap of Bruls,
 * Huizing and van Wijk (2000). Areas without size get no tile.
 */
export function layOutTreemap(areas: readonly Area[], width: number, height: number): Tile[] {
  const sorted = areas.filter(({ size }) => size > 0).toSorted((one, other) => other.size - one.size);
  const scale = (width * height) / sorted.reduce((sum, { size }) => sum + size, 0);
  const tiles: Tile[] = [];
  let x = 0;
  let y = 0;
  let rest = sorted;
  while (rest.length > 0) {
    const across = width - x >= height - y;
    const side = across ? height - y : width - x;
    const count = rowLength(rest, side, scale);
    const row = rest.slice(0, count);
    const depth = (row.reduce((sum, { size }) => sum + size, 0) * scale) / side;
    let offset = 0;
    for (const area of row) {
      const length = (area.size * scale) / depth;
      tiles.push({
        ...area,
        x: across ? x : x + offset,
        y: across ? y + offset : y,
        width: across ? depth : length,
        height: across ? length : depth,
      });
      offset += length;
    }
    if (across) x += depth;
    else y += depth;
    rest = rest.slice(count);
  }
  return tiles;
}

/** How many areas go into the next row: as many as make its worst tile better. */
function rowLength(areas: readonly Area[], side: number, scale: number): number {
  let sum = 0;
  let best = Number.POSITIVE_INFINITY;
  for (const [index, { size }] of areas.entries()) {
    sum += size * scale;
    const largest = (areas[0]?.size ?? 0) * scale;
    const worst = Math.max((side * side * largest) / (sum * sum), (sum * sum) / (side * side * size * scale));
    if (worst > best) return index;
    best = worst;
  }
  return areas.length;
}
