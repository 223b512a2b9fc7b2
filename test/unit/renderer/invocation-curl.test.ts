import { expect, it } from 'vitest';
import { invocationCurl } from '../../../src-renderer/traces/invocation-curl.ts';
import { sampleTrace } from './sample-calls.ts';

it('makes the same invocation again', () => {
  const { invocation } = sampleTrace([]);
  const gateway = 'http://127.0.0.1:8787';
  expect(invocationCurl(invocation, gateway)).toBe("curl 'http://127.0.0.1:8787/function_1?trigger=http'");
  const posted = { ...invocation, method: 'POST', path: "/it's", trigger: 'Std' as const };
  expect(invocationCurl(posted, gateway)).toBe(
    "curl --request POST 'http://127.0.0.1:8787/function_1/it'\\''s'",
  );
});
