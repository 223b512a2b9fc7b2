import { expect, it } from 'vitest';
import { runCompiler } from '../../../src-main/toolchain/run-compiler.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it.skipIf(process.platform === 'win32')('ends with the signal, and all that it started', async () => {
  const folder = temporaryFolder();
  const stop = new AbortController();
  // its child has the same output, which ends with the last who has it
  const parameters = ['-c', 'sleep 3600 & echo started; wait'];
  const run = { program: '/bin/sh', parameters, folder, line: () => stop.abort(new Error('no more')) };
  await expect(runCompiler(run, { folder, signal: stop.signal })).rejects.toThrow('no more');
});

it('does not begin what has been given up', async () => {
  const folder = temporaryFolder();
  const told: unknown[] = [];
  const run = { program: process.execPath, parameters: ['--version'], folder, line: () => {} };
  const input = {
    folder,
    signal: AbortSignal.abort(new Error('no more')),
    told: (all: unknown) => told.push(all),
  };
  await expect(runCompiler(run, input)).rejects.toThrow('no more');
  expect(told).toEqual([]);
});
