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
    input: null,
  };
  const environment = { COLOUR: 'red' };
  const body = Uint8Array.of(7, 8);
  const std = { environment, stdin: body, http: null, pulsar: null };
  const http = { method: 'GET', url: 'http://a/b', path: '/b', query: {}, headers: { Host: 'a' }, body };
  const pulsar = {
    ...{ topic: 't', messageId: '1', key: null, properties: {}, payload: body },
    ...{ publishTime: 1, eventTime: 2, redeliveryCount: 0 },
  };
  const nothing = new Uint8Array(0);
  const invocations = [
    { notice, remains },
    { notice: { ...notice, id: 'invocation_2' }, remains: null },
    { notice: { ...notice, id: 'invocation_3' }, remains: { ...remains, stdout: Uint8Array.of(4, 5, 6) } },
    { notice, remains: { ...remains, input: std } },
    { notice, remains: { ...remains, input: { environment: {}, stdin: nothing, http, pulsar: null } } },
    { notice, remains: { ...remains, input: { environment, stdin: nothing, http: null, pulsar } } },
  ];
  const batch = packBatch(invocations);
  expect(unpackBatch(batch)).toEqual(invocations);
  expect(batch.environments).toHaveLength(2);
});
