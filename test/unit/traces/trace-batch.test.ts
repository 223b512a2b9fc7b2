import { expect, it } from 'vitest';
import type { InvocationNotice } from '../../../src-main/contract/engine-messages.ts';
import { packBatch, unpackBatch } from '../../../src-main/traces/trace-batch.ts';

it('unpacks what it packed', () => {
  const notice = { id: 'invocation_1', functionId: 'function_1' } as InvocationNotice;
  const remains = {
    halt: { kind: 'trap', message: 'unreachable', stack: [] } as const,
    trace: Uint8Array.of(1, 2),
    stdout: Uint8Array.of(),
    stderr: Uint8Array.of(3),
  };
  const invocations = [
    { notice, remains },
    { notice: { ...notice, id: 'invocation_2' }, remains: null },
    { notice: { ...notice, id: 'invocation_3' }, remains: { ...remains, stdout: Uint8Array.of(4, 5, 6) } },
  ];
  expect(unpackBatch(packBatch(invocations))).toEqual(invocations);
});
