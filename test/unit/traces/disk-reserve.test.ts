import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keepDiskReserve } from '../../../src-main/traces/disk-reserve.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const diskFull = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });

it('gives its room to what found none, and takes it back afterwards', () => {
  const path = join(temporaryFolder(), 'reserve');
  const reserve = keepDiskReserve(path);
  const { size } = statSync(path);
  const seen: boolean[] = [];
  reserve.free(() => {
    seen.push(existsSync(path));
    if (seen.length === 1) throw diskFull;
  });
  expect(seen).toEqual([true, false]);
  expect(statSync(path).size).toBe(size);
});

it('is no help against what else goes wrong', () => {
  const path = join(temporaryFolder(), 'reserve');
  const reserve = keepDiskReserve(path);
  const fail = (error: Error) => () => {
    throw error;
  };
  expect(() => reserve.free(fail(new Error('damaged')))).toThrow('damaged');
  expect(existsSync(path)).toBe(true);
  expect(() => reserve.free(fail(diskFull))).toThrow(diskFull);
});
