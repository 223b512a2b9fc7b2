import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AtelierError } from '../../../src-main/contract/errors.ts';
import { lockHome } from '../../../src-main/store/lock-home.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('gives a home to one at a time and says who has it', () => {
  const home = join(temporaryFolder(), 'new', 'home');
  const lock = lockHome(home);
  expect(() => lockHome(home)).toThrow(AtelierError);
  expect(() => lockHome(home)).toThrow(new RegExp(`${home}.*process ${process.pid}`));
  lock.release();
  lockHome(home).release();
});

it('does not confuse one home with another', () => {
  const folder = temporaryFolder();
  const locks = ['a', 'b'].map((name) => lockHome(join(folder, name)));
  for (const lock of locks) lock.release();
});

it.each([
  ['is a file', 'platform.lock'],
  ['holds a lock that is none', ''],
])('says that a home which %s cannot be locked', (_, home) => {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'platform.lock'),
    'not a database, but long enough to be taken for one. '.repeat(20),
  );
  expect(() => lockHome(join(folder, home))).toThrow(
    expect.objectContaining({ code: 'home-unusable', message: expect.stringContaining("can't be locked") }),
  );
});

// A folder that is there and says of what is made in it that there is none: Node's own way to make folders never ends.
it.runIf(process.platform === 'linux')(
  'says that a home which the system makes no folder for cannot be locked',
  () => {
    expect(() => lockHome('/proc/atelier/home')).toThrow(
      expect.objectContaining({ code: 'home-unusable', message: expect.stringContaining('/proc/atelier') }),
    );
  },
);
