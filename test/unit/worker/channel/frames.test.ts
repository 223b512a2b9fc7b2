import { expect, it } from 'vitest';
import type { InvocationOutput } from '../../../../src-main/contract/invocation.ts';
import type { InvocationRequest } from '../../../../src-main/contract/worker-messages.ts';
import {
  allocateFrameRing,
  type Frame,
  FrameReader,
  FrameWriter,
} from '../../../../src-main/worker/channel/frame-ring.ts';
import { decodeInvocation, encodeInvocation } from '../../../../src-main/worker/channel/invocation-frame.ts';
import { decodeAnswer, encodeAnswer } from '../../../../src-main/worker/channel/output-frame.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function throughRing(frame: Frame): Frame {
  const memory = allocateFrameRing(65_536);
  expect(new FrameWriter(memory).write(frame)).toBe(true);
  return new FrameReader(memory).read()!;
}

const requests: InvocationRequest[] = [
  { id: 'invocation_1', trigger: 'Std', head: '', body: bytes('in') },
  { id: 'invocation_2', trigger: 'Http', head: '{"path":"/grüße"}', body: bytes('body') },
  { id: 'invocation_3', trigger: 'Pulsar', head: '{"topic":"persistent://a/b/c"}', body: bytes('') },
];

it.each(requests)('carries a request of the $trigger trigger', (request) => {
  const assignment = { slot: 3, ticket: 4, revision: 5, instances: 6 };
  const frame = throughRing(encodeInvocation(request, assignment));
  expect(decodeInvocation(frame)).toEqual({ request, assignment });
});

const output: InvocationOutput = {
  halt: { kind: 'exit', code: 0 },
  stdout: bytes('out'),
  stderr: bytes('error'),
  response: null,
  timing: { start: 1.5, run: 2.25, total: 4 },
  pages: 17,
  trace: bytes('trace'),
};
const outputs: [string, InvocationOutput][] = [
  ['that ended well', output],
  ['that ended with an exit code', { ...output, halt: { kind: 'exit', code: 4_294_967_295 } }],
  [
    'that trapped',
    {
      ...output,
      halt: {
        kind: 'trap',
        message: 'unreachable',
        stack: [{ functionName: 'add', offset: 7, source: null }],
      },
    },
  ],
  [
    'with a response',
    {
      ...output,
      response: {
        status: 201,
        statusText: '',
        headers: [
          ['Set-Cookie', 'a'],
          ['Set-Cookie', 'b'],
        ],
        body: bytes('made'),
      },
    },
  ],
];

it.each(outputs)('carries an output %s', (_, sent) => {
  const answer = { slot: 9, output: sent, busy: 12.5 };
  expect(decodeAnswer(throughRing(encodeAnswer(answer)))).toEqual(answer);
});
