import { afterAll, beforeAll, expect, it } from 'vitest';
import { platformLimits } from '../../../src-main/contract/limits.ts';
import { packageModule } from '../../../src-main/packager/package-module.ts';
import { trackInThread } from '../../../src-main/packager/track-in-thread.ts';
import { Dispatcher } from '../../../src-main/scheduler/dispatcher.ts';
import { ExecutableSource } from '../../../src-main/scheduler/executable-source.ts';
import { FunctionDirectory } from '../../../src-main/scheduler/function-directory.ts';
import type { Outcome } from '../../../src-main/scheduler/invocation.ts';
import { assemble } from '../../support/assemble.ts';
import { fixtureText } from '../../support/fixtures.ts';

const { module, executable } = packageModule(assemble(fixtureText('echo.wat')));
const functions = new FunctionDirectory(() => {});
const target = functions.apply({
  functionId: 'function_1',
  environment: {},
  maxMemory: 64 * 1024 * 1024,
  maxInstances: 64,
  active: {
    deploymentId: 'deployment_1',
    releaseId: 'release_1',
    executable: { ...executable, moduleDigest: 'module', scriptDigest: null },
  },
});
let dispatcher: Dispatcher;

beforeAll(async () => {
  const executables = new ExecutableSource(async () => module, trackInThread);
  dispatcher = new Dispatcher({ workers: 2, limits: platformLimits, executables });
  await dispatcher.prepare(target.current!);
});
afterAll(() => dispatcher.close());

/** Runs one invocation with this stdin. */
function invoke(text: string): Promise<Outcome> {
  return new Promise((settle) => {
    const request = {
      id: `invocation_${text}`,
      trigger: 'Std' as const,
      head: '',
      body: new TextEncoder().encode(text),
    };
    const caller = {
      id: request.id,
      receivedAt: Date.now(),
      method: 'POST',
      userAgent: '',
      target: { path: '/' },
    };
    dispatcher.enqueue({
      request,
      target,
      caller,
      settle,
      placement: null,
      ending: null,
      isRepeated: false,
    });
    dispatcher.pump();
  });
}

it('answers everything that a killed worker had not begun, and nothing twice', async () => {
  const kills = 24;
  const lost: string[] = [];
  let invocations = 0;
  let killed = 0;
  const client = async () => {
    while (killed < kills || invocations < 3_000) {
      invocations += 1;
      const text = `${invocations}`;
      const outcome = await invoke(text);
      if (outcome.kind === 'refused') throw outcome.error;
      const { halt, stdout } = outcome.output;
      if (halt.kind === 'lost') lost.push(halt.message);
      else expect(Buffer.from(stdout).toString()).toBe(`echo: ${text}`);
      if (invocations % 100 === 0 && killed < kills) {
        killed += 1;
        void dispatcher.pool.serving[killed % 2]?.terminate('the test ended it');
      }
    }
  };
  await Promise.all(Array.from({ length: 64 }, client));
  // What a thread has on its stack when it is ended can't be answered: one invocation, or none.
  expect(lost.length).toBeLessThanOrEqual(kills);
  const reason = 'the test ended it. It had opened no connection: it can be sent again';
  expect(lost.filter((message) => message !== reason)).toEqual([]);
});
