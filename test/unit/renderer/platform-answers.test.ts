import { expect, it } from 'vitest';
import type { Exchange } from '../../../src-main/contract/rpc/requests.ts';
import { explainError, platformErrorOf, retryTime } from '../../../src-renderer/composer/platform-answers.ts';

it('knows the platform by the id of the invocation, which no function has', () => {
  const body = JSON.stringify({ error: 'Nothing there.', invocationId: 'invocation_1', code: 'not-found' });
  expect(platformErrorOf(body, 'invocation_1')).toEqual({ code: 'not-found', message: 'Nothing there.' });
  expect(platformErrorOf(body, 'invocation_2')).toBeNull();
  expect(platformErrorOf(body, null)).toBeNull();
  expect(platformErrorOf('{"error": "mine"}', 'invocation_1')).toBeNull();
  expect(platformErrorOf('not found', 'invocation_1')).toBeNull();
});

it.each([
  ['not-found', ['functions']],
  ['too-large', ['body']],
  ['too-many-requests', ['resend', 'limits']],
  ['function-failed', ['trace', 'success']],
  ['no-deployment', ['deploy']],
  ['deadline-exceeded', ['trace', 'success']],
  ['internal', []],
] as const)('says what helps against %s', (code, actions) => {
  expect(explainError({ code, message: 'why' })).toMatchObject({
    text: expect.stringMatching(/\w/),
    actions,
  });
});

it('counts the time to wait from the answer', () => {
  const exchange = (headers: [string, string][]) =>
    ({ sentAt: '2024-05-01T12:00:00.000Z', timing: { total: 500 }, response: { headers } }) as Exchange;
  expect(retryTime(exchange([['retry-after', '2']]))).toBe(Date.parse('2024-05-01T12:00:02.500Z'));
  expect(retryTime(exchange([]))).toBeNull();
});
