import { expect, it } from 'vitest';
import type { InvocationNotice } from '../../../src-main/contract/engine-messages.ts';
import type {
  EndedInvocation,
  InvocationRemains,
  KeptInput,
} from '../../../src-main/traces/kept-invocation.ts';
import { PendingInvocations } from '../../../src-main/traces/pending-invocations.ts';
import { unpackBatch } from '../../../src-main/traces/trace-batch.ts';

const nothing = new Uint8Array(0);
const environments = [{ COLOUR: 'red' }, {}];

const notice: InvocationNotice = {
  id: 'invocation_1',
  functionId: 'function_1',
  deploymentId: 'deployment_1',
  releaseId: 'release_1',
  trigger: 'Std',
  method: 'GET',
  path: '/grüße\n',
  userAgent: 'a "quoted" agent',
  status: 200,
  halt: 'exit',
  exitCode: 0,
  message: null,
  receivedAt: 1_750_000_000_000,
  timing: { start: 1.25, run: 2.5, total: 4.125 },
  pages: 17,
  used: { memory: 0.1, time: 0.2, output: 0.3 },
  requestSize: 2,
  responseSize: 3,
};
const remains: InvocationRemains = {
  halt: { kind: 'exit', code: 0 },
  trace: Uint8Array.of(1, 2),
  stdout: nothing,
  stderr: Uint8Array.of(3),
  input: null,
};

function sent(invocations: readonly EndedInvocation[], wanted = 1_000): EndedInvocation[] {
  const pending = new PendingInvocations(wanted);
  for (const invocation of invocations) pending.add(invocation);
  return unpackBatch([pending.content], wanted);
}

it('gives back every kind of invocation as it was', () => {
  const body = Uint8Array.of(7, 8);
  const [environment, noEnvironment] = environments as [KeptInput['environment'], KeptInput['environment']];
  const head = '{"path":"/grüße"}';
  const failed = { kind: 'trap', message: 'unreachable', stack: [] } as const;
  const trapped = { ...notice, status: 502, halt: 'trap', exitCode: null, message: 'unreachable' } as const;
  const refused = { ...trapped, deploymentId: null, releaseId: null, halt: 'refused', used: null } as const;
  const invocations: EndedInvocation[] = [
    { notice, remains },
    { notice: refused, remains: null },
    { notice: trapped, remains: { ...remains, halt: failed, stdout: Uint8Array.of(4, 5, 6) } },
    { notice: { ...notice, exitCode: -1 }, remains: { ...remains, halt: { kind: 'exit', code: -1 } } },
    { notice, remains: null },
    { notice, remains: { ...remains, input: { environment, head: '', body } } },
    {
      notice: { ...notice, trigger: 'Http' },
      remains: { ...remains, input: { environment: noEnvironment, head, body: nothing } },
    },
    {
      notice: { ...trapped, trigger: 'Http' },
      remains: { ...remains, halt: failed, input: { environment, head, body } },
    },
  ];
  expect(sent(invocations)).toEqual(invocations);
});

it('gives the last ones of a flood, whatever their size, and gives back the room of the others', () => {
  const flood = Array.from({ length: 97 }, (_, index) => ({
    notice: { ...notice, id: `invocation_${index}`, receivedAt: index },
    remains: { ...remains, stdout: new Uint8Array(index * 1_000).fill(index) },
  }));
  expect(sent(flood, 8)).toEqual(flood.slice(-8));

  const pending = new PendingInvocations(8);
  const size = flood.reduce((sum, invocation) => sum + pending.add(invocation), 0);
  expect(size).toBe(pending.content.blocks.reduce((sum, { length }) => sum + length, 0));
  expect(pending.count).toBeLessThanOrEqual(10);
});

it('gives the invocations of all functions in the order of their arrival', () => {
  const [one, other] = [new PendingInvocations(8), new PendingInvocations(8)];
  for (const [receivedAt, pending] of [one, other, other, one].entries())
    pending.add({ notice: { ...notice, receivedAt }, remains: null });
  expect(
    unpackBatch([one.content, other.content], 8).map(({ notice: { receivedAt } }) => receivedAt),
  ).toEqual([0, 1, 2, 3]);
});
