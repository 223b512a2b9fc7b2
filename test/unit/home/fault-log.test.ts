import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { AtelierError } from '../../../src-main/contract/errors.ts';
import { openFaultLog } from '../../../src-main/home/fault-log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('openFaultLog', () => {
  it('keeps every fault with its cause, one after the other', () => {
    const home = temporaryFolder();
    const report = openFaultLog(home);
    report(new AtelierError('internal', 'First.', { cause: new TypeError('the reason') }));
    report(new AtelierError('worker-lost', 'Second.'));
    expect(readFileSync(join(home, 'logs', 'faults.log'), 'utf8')).toMatch(
      /^\S+Z internal: First\.\n {2}TypeError: the reason\n.*\n\S+Z worker-lost: Second\.\n$/s,
    );
  });

  it('tells stderr what it has no room for, and ends nobody', () => {
    const home = join(temporaryFolder(), 'home');
    writeFileSync(home, 'a file where the folder should be');
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      openFaultLog(home)(new AtelierError('disk-full', 'Nothing fits.'));
      expect(written.mock.lastCall?.[0]).toMatch(/Z disk-full: Nothing fits\.\n$/);
    } finally {
      written.mockRestore();
    }
  });
});
