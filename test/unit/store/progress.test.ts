import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src-main/store/open-database.ts';
import { createProgress } from '../../../src-main/store/progress.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const [normal, full] = [1, 2];

function openSteps() {
  const database = openDatabase(join(temporaryFolder(), 'steps.db'), {
    applicationId: 4711,
    migrations: [{ number: 100, name: 'steps', up: 'CREATE TABLE steps (name TEXT NOT NULL) STRICT' }],
  });
  return {
    database,
    progress: createProgress(database),
    write: (name: string) => database.prepare('INSERT INTO steps VALUES (?)').run(name),
    written: () => database.prepare('SELECT name FROM steps').pluck().all(),
    waitsForDisk: () => database.pragma('synchronous', { simple: true }),
  };
}

it('waits for the disk no longer than it takes to say so, and only there', () => {
  const { database, progress, write, written, waitsForDisk } = openSteps();
  expect(progress(() => [write('compile').changes, waitsForDisk()])).toEqual([1, normal]);
  expect(waitsForDisk()).toBe(full);
  expect(() => progress(() => [write('lost'), JSON.parse('no')])).toThrow();
  expect(waitsForDisk()).toBe(full);
  expect(written()).toEqual(['compile']);
  database.close();
});

it('is a part of the transaction that it is in, which keeps its promise', () => {
  const { database, progress, write, written, waitsForDisk } = openSteps();
  const promise = database.transaction((fails: boolean) => {
    progress(() => write('activate'));
    expect(waitsForDisk()).toBe(full);
    if (fails) throw new Error('no');
  });
  expect(() => promise(true)).toThrow('no');
  promise(false);
  expect(written()).toEqual(['activate']);
  database.close();
});
