import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeEnvironment } from '../../../src-main/workspace/describe-environment.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('describeEnvironment', () => {
  it('says where each variable comes from and what the next deployment does with it', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.env'), 'FILED=file\nBOTH=file\n');
    const entry = {
      source: 'a.js',
      environment: { MODE: 'test', FRESH: 'yes' },
      secrets: ['FILED', 'BOTH', 'SEALED', 'KEPT', 'MISSING'],
    };
    const kept = { FILED: 'sealed', SEALED: 'sealed' };
    const sources = { environment: { BOTH: 'process' }, keptSecrets: () => kept };
    const current = { MODE: 'live', FILED: 'file', BOTH: 'process', KEPT: 'k', MINE: 'm' };
    expect(await describeEnvironment(folder, entry, sources, current)).toEqual([
      { name: 'MODE', origin: 'manifest', next: 'change' },
      { name: 'FILED', origin: 'file', next: 'keep' },
      { name: 'BOTH', origin: 'process', next: 'keep' },
      { name: 'KEPT', origin: 'kept', next: 'keep' },
      { name: 'MINE', origin: 'function', next: 'remove' },
      { name: 'FRESH', origin: 'manifest', next: 'add' },
      { name: 'SEALED', origin: 'platform', next: 'add' },
      { name: 'MISSING', origin: 'missing', next: 'keep' },
    ]);
  });

  it('has nothing to say where the manifest leaves the variables alone', async () => {
    expect(
      await describeEnvironment(temporaryFolder(), { source: 'a.js' }, { environment: {} }, { MINE: 'm' }),
    ).toBeNull();
  });
});
