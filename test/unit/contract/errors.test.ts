import { describe, expect, test } from 'vitest';
import { AtelierError, toAtelierError } from '../../../src-main/contract/errors.ts';

describe('toAtelierError', () => {
  test.each(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'])('says of %s that the disk is full', (code) => {
    const cause = Object.assign(new Error('no space left on device'), { code });
    const error = toAtelierError(cause);
    expect(error).toMatchObject({ code: 'disk-full', status: 507, cause });
    expect(error.message).toContain('Make room');
  });

  test('says nothing of what is none of the user’s business', () => {
    const error = toAtelierError(new TypeError('x is not a function'));
    expect(error).toMatchObject({ code: 'internal', status: 500 });
    expect(error.message).not.toContain('x is not');
  });

  test('leaves an error of ours as it is', () => {
    const error = new AtelierError('conflict', 'Not now.');
    expect(toAtelierError(error)).toBe(error);
  });
});
