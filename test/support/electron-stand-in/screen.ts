import type { Display, Rectangle } from 'electron';
import { requireReady } from './readiness.ts';

type SeenDisplay = Pick<Display, 'id' | 'workArea'>;
const oneDisplay: Rectangle[] = [{ x: 0, y: 0, width: 1920, height: 1040 }];

/** The displays' work areas, the primary one first, as `STAND_IN_DISPLAYS` says in JSON. */
function displays(): SeenDisplay[] {
  requireReady('The "screen" module');
  const { STAND_IN_DISPLAYS: given } = process.env;
  const areas = given === undefined ? oneDisplay : (JSON.parse(given) as Rectangle[]);
  return areas.map((workArea, id) => ({ id, workArea }));
}

export const screen = {
  getAllDisplays: displays,
  getPrimaryDisplay: () => displays()[0]!,
};
