import { ORPCError } from '@orpc/server';
import { expect, it } from 'vitest';
import { AtelierError } from '../../../src-main/contract/errors.ts';
import { toRpcError } from '../../../src-main/workstation/rpc-errors.ts';

function convert(error: unknown) {
  const faults: AtelierError[] = [];
  return { error: toRpcError(error, (fault) => faults.push(fault)), faults };
}

it('carries our errors whole, and reports none that is the user’s', () => {
  const { error, faults } = convert(
    new AtelierError('too-large', 'Too large.', { details: { maxBytes: 9 } }),
  );
  expect(error).toBeInstanceOf(ORPCError);
  expect(error).toMatchObject({
    code: 'too-large',
    status: 413,
    message: 'Too large.',
    data: { maxBytes: 9 },
  });
  expect(faults).toEqual([]);
});

it('keeps to itself what went wrong inside, and reports it', () => {
  const cause = new Error('SQLITE_BUSY at /home/ada');
  const { error, faults } = convert(cause);
  expect(error).toMatchObject({ code: 'internal', status: 500 });
  expect(error.message).not.toContain('SQLITE');
  expect(JSON.stringify(error)).not.toContain('ada');
  expect(faults).toMatchObject([{ code: 'internal', cause }]);
});
