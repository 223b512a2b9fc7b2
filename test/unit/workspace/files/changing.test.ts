import { expect, it } from 'vitest';
import { changing } from '../../../../src-main/workspace/files/changing.ts';
import { refusal } from '../../../support/control-plane.ts';

it('tells what the system does not allow from what else goes wrong', async () => {
  const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));
  expect(await changing('hello.js', () => Promise.resolve('done'))).toBe('done');
  for (const code of ['EACCES', 'EPERM', 'EROFS'])
    expect(await refusal(() => changing('hello.js', failing(code)))).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('hello.js'),
    });
  await expect(changing('hello.js', failing('EIO'))).rejects.toThrow('EIO');
});
