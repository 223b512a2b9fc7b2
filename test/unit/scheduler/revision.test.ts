import { expect, it } from 'vitest';
import { type Executable, executableVersion } from '../../../src-main/contract/executable.ts';
import { Revision } from '../../../src-main/scheduler/revision.ts';

/** Of this size, runs are short up to some 36 microseconds. */
const executable: Executable = {
  version: executableVersion,
  kind: 'javascript',
  moduleDigest: 'module',
  scriptDigest: 'script',
  wasmSize: 1,
  memory: { initialPages: 18, maximumPages: null, imported: true },
  globals: [],
  codeShifts: [],
  imageObstacles: [],
};

/** Whether a function becomes busy by a few hundred invocations, as long as these in turn. */
function becomesBusy(...invocations: { start: number; run: number }[]): boolean {
  const served = {
    functionId: 'function_1',
    environment: {},
    maxMemory: 65_536,
    maxInstances: 1,
    active: { deploymentId: 'deployment_1', releaseId: 'release_1', executable },
  };
  const revision = new Revision(1, served, () => {});
  return Array.from({ length: 400 }).some((_, call) => {
    const { start, run } = invocations[call % invocations.length]!;
    revision.observe(start + run, start);
    return revision.becomesBusy();
  });
}

it('becomes busy by runs that are short, however long it takes to start them', () => {
  expect(becomesBusy({ start: 5, run: 500 })).toBe(false);
  expect(becomesBusy({ start: 500, run: 5 })).toBe(true);
});

it('becomes busy whatever else the machine does beside one run and another', () => {
  const short = { start: 5, run: 5 };
  expect(becomesBusy(short, short, short, { start: 5, run: 20_000 })).toBe(true);
});
