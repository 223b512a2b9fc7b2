import { expect, it } from 'vitest';
import type { DesiredFunction } from '../../../src-main/contract/engine.ts';
import { type Executable, executableVersion } from '../../../src-main/contract/executable.ts';
import { FunctionDirectory } from '../../../src-main/scheduler/function-directory.ts';
import type { DeployedFunction, Revision } from '../../../src-main/scheduler/revision.ts';

function deployed(deploymentId: string, environment: Record<string, string> = {}): DeployedFunction {
  const executable: Executable = {
    version: executableVersion,
    kind: 'command',
    moduleDigest: deploymentId,
    scriptDigest: null,
    wasmSize: 1,
    memory: { initialPages: 1, maximumPages: null, imported: true },
    globals: [],
    codeShifts: [],
    imageObstacles: [],
  };
  return {
    functionId: 'function_1',
    environment,
    maxMemory: 65_536,
    maxInstances: 1,
    active: { deploymentId, releaseId: 'release_1', executable },
  };
}

function directory() {
  const retired: Revision[] = [];
  return { functions: new FunctionDirectory((revision) => retired.push(revision)), retired };
}

it('gives the traffic to what was prepared for it, and retires what had it', () => {
  const { functions, retired } = directory();
  const first = functions.apply(deployed('one')).current;
  const prepared = functions.prepare(deployed('two'));
  expect(functions.find('function_1')?.current).toBe(first);
  expect(functions.apply(deployed('two')).current).toBe(prepared);
  expect(retired).toEqual([first]);
});

it('keeps the revision where only the number of instances changes', () => {
  const { functions, retired } = directory();
  const { current } = functions.apply(deployed('one'));
  expect(functions.apply({ ...deployed('one'), maxInstances: 9 }).current).toBe(current);
  expect(functions.apply(deployed('one', { A: 'B' })).current).not.toBe(current);
  expect(retired).toEqual([current]);
});

it('serves nothing without a deployment, and is unknown once removed', () => {
  const { functions, retired } = directory();
  const { current } = functions.apply(deployed('one'));
  const idle: DesiredFunction = { ...deployed('one'), active: null };
  expect(functions.apply(idle).current).toBeNull();
  const prepared = functions.prepare(deployed('two'));
  functions.remove('function_1');
  expect(functions.find('function_1')).toBeUndefined();
  expect(retired).toEqual([current, prepared]);
});
