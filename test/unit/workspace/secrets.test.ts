import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentOf, readSecretValues } from '../../../src-main/workspace/secrets.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const entry = { source: 'a.js', environment: { MODE: 'test' }, secrets: ['KEY'] };

describe('secrets', () => {
  it('come from the process first, then from the file, then from what is kept', async () => {
    const folder = temporaryFolder();
    expect(await readSecretValues(folder, { environment: {} })).toEqual({});
    writeFileSync(join(folder, '.env'), '# mine\nKEY="from file"\nOTHER=file\n');
    expect(
      await readSecretValues(folder, {
        environment: { OTHER: 'process' },
        keptSecrets: (of) => (of === folder ? { KEY: 'kept', LAST: 'kept' } : {}),
      }),
    ).toEqual({ KEY: 'from file', OTHER: 'process', LAST: 'kept' });
  });

  it('join the environment, and keep what the platform has where there is no value', () => {
    expect(environmentOf('a', entry, { KEY: 'new' }, { KEY: 'old' })).toEqual({ MODE: 'test', KEY: 'new' });
    expect(environmentOf('a', entry, {}, { KEY: 'old', GONE: '1' })).toEqual({ MODE: 'test', KEY: 'old' });
    expect(environmentOf('a', { source: 'a.js' }, {}, { KEY: 'old' })).toBeUndefined();
    expect(() => environmentOf('a', entry, {}, {})).toThrow(/functions\.a\.secrets: "KEY" has no value/);
  });

  it('that have no value are all named at once, for people and for programs', () => {
    const secrets = ['KEY', 'SET', 'PIN'];
    const deploy = () => environmentOf('a', { source: 'a.js', secrets }, { SET: '1' }, {});
    expect(deploy).toThrow(/"KEY", "PIN" have no values\. Set them/);
    expect(deploy).toThrow(expect.objectContaining({ details: { missingSecrets: ['KEY', 'PIN'] } }));
  });
});
