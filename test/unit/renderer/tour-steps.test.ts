import { expect, it } from 'vitest';
import type { InvocationRow } from '../../../src-main/contract/rpc/invocations.ts';
import { breakSource, tourSteps } from '../../../src-renderer/app/tour-steps.ts';

it('breaks the sample once, and leaves alone what is something else by now', () => {
  const text = 'function trigger_http(request) {\n  return { status: 200 };\n}\n';
  const broken = breakSource(text);
  expect(broken).toBe(
    "function trigger_http(request) {\n  throw new Error('boom');\n  return { status: 200 };\n}\n",
  );
  expect(breakSource(broken ?? '')).toBeUndefined();
  expect(breakSource('console.log(1);')).toBeUndefined();
});

it('goes by what is so: from a sample that works over one that is broken to one that works again', () => {
  const worked = { halt: 'exit', message: null, releaseNumber: 1 } as InvocationRow;
  const failed = { halt: 'exception', message: 'boom', releaseNumber: 2 } as InvocationRow;
  const stepsOf = (
    activeReleaseNumber: number | null,
    rows: InvocationRow[],
    isTraced = false,
    isCompared = false,
  ) =>
    tourSteps({ subject: { activeReleaseNumber }, rows, isTraced, isCompared })
      .map(([step, isDone]) => (isDone ? `${step} ✓` : step))
      .join(' ');
  expect(stepsOf(null, [])).toBe('deploy send trace break');
  expect(stepsOf(1, [worked], true)).toBe('deploy ✓ send ✓ trace ✓ break');
  expect(stepsOf(2, [worked], true)).toBe('again compare back');
  expect(stepsOf(2, [failed, worked], true)).toBe('again ✓ compare back');
  expect(stepsOf(1, [failed, worked], true, true)).toBe('again ✓ compare ✓ back ✓');
});
