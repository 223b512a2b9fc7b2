import { expect, it } from 'vitest';
import { breakSource } from '../../../src-renderer/app/tour-steps.ts';

it('breaks the sample once, and leaves alone what is something else by now', () => {
  const text = 'function trigger_http(request) {\n  return { status: 200 };\n}\n';
  const broken = breakSource(text);
  expect(broken).toBe(
    "function trigger_http(request) {\n  throw new Error('boom');\n  return { status: 200 };\n}\n",
  );
  expect(breakSource(broken ?? '')).toBeUndefined();
  expect(breakSource('console.log(1);')).toBeUndefined();
});
