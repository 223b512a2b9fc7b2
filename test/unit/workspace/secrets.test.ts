import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentOf, readSecretValues } from '../../../src-main/workspace/secrets.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const entry = { source: 'a.js', environment: { MODE: 'test' }, secrets: ['KEY'] };

describe('secrets', () => {
  it('come from the file, and from the process first', async () => {
    const folder = temporaryFolder();
    expect(await readSecretValues(folder, {})).toEqual({});
    writeFileSync(join(folder, '.env'), '# mine\nKEY="from file"\nOTHER=file\n');
    expect(await readSecretValues(folder, { OTHER: 'process' })).toEqual({
      KEY: 'from file',
      OTHER: 'process',
    });
  });

  it('join the environment, and keep what the platform has where there is no value', () => {
    expect(environmentOf('a', entry, { KEY: 'new' }, { KEY: 'old' })).toEqual({ MODE: 'test', KEY: 'new' });
    expect(environmentOf('a', entry, {}, { KEY: 'old', GONE: '1' })).toEqual({ MODE: 'test', KEY: 'old' });
    expect(environmentOf('a', { source: 'a.js' }, {}, { KEY: 'old' })).toBeUndefined();
    expect(() => environmentOf('a', entry, {}, {})).toThrow(/functions\.a\.secrets: "KEY" has no value/);
  });
});
