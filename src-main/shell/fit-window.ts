import type { Rectangle } from 'electron';

/** The least of a window, in each direction, that has to be on a display for people to find it. */
const findable = 100;
const defaultSize = { width: 1280, height: 800 };

/**
 * Where a window goes: where it was, as far as that is still on one of the displays, given by their work areas, the
 * primary one first. What is larger than its display shrinks; what is on no display any more comes to the middle of
 * the primary one.
 */
export function fitWindow(kept: Rectangle | null, displays: readonly [Rectangle, ...Rectangle[]]): Rectangle {
  const home = displays.find((area) => kept !== null && isFindable(kept, area)) ?? displays[0];
  const { width, height } = kept ?? defaultSize;
  const size = { width: Math.min(width, home.width), height: Math.min(height, home.height) };
  if (kept === null || !isFindable(kept, home)) return { ...size, ...centre(size, home) };
  return {
    ...size,
    x: clamp(kept.x, home.x, home.x + home.width - size.width),
    y: clamp(kept.y, home.y, home.y + home.height - size.height),
  };
}

function isFindable(window: Rectangle, area: Rectangle): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const height = Math.min(window.y + window.height, area.y + area.height) - Math.max(window.y, area.y);
  return width >= findable && height >= findable;
}

function centre({ width, height }: Pick<Rectangle, 'width' | 'height'>, area: Rectangle) {
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
