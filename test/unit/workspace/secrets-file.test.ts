import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { listSecrets, setSecret } from '../../../src-main/workspace/secrets-file.ts';
import { refusal } from '../../support/control-plane.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const before = `# of the shop
export KEY=old # the one of March
NOTE="two
KEY=lines"
LAST='x'`;

function withSecrets(text: string): { folder: string; read(): string } {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '.env'), text);
  return { folder, read: () => readFileSync(join(folder, '.env'), 'utf8') };
}

describe('setSecret', () => {
  it('replaces a value in its place and leaves all else', async () => {
    const { folder, read } = withSecrets(before);
    await setSecret(folder, 'KEY', 'new');
    expect(read()).toBe(before.replace('export KEY=old # the one of March', 'KEY=new'));
    await setSecret(folder, 'MORE', 'm');
    expect(read().endsWith("LAST='x'\nMORE=m\n")).toBe(true);
    await setSecret(folder, 'KEY', null);
    expect(parseEnv(read())).toEqual({ NOTE: 'two\nKEY=lines', LAST: 'x', MORE: 'm' });
    expect(read()).toContain('# of the shop');
  });

  it.each(['', 'with # sign', " 'quoted' ", 'a "b" c', 'line\nline', 'back\\slash\\n', '$x `y`'])(
    'keeps %j as it is',
    async (value) => {
      const { folder, read } = withSecrets(before);
      await setSecret(folder, 'KEY', value);
      expect(parseEnv(read())).toEqual({ KEY: value, NOTE: 'two\nKEY=lines', LAST: 'x' });
    },
  );

  it('refuses what the file can not hold', async () => {
    const { folder, read } = withSecrets(before);
    expect((await refusal(() => setSecret(folder, 'KEY', '\'"`#'))).code).toBe('invalid-input');
    expect(read()).toBe(before);
  });

  it('makes the file for its owner alone, out of the sight of git', async () => {
    const folder = temporaryFolder();
    await setSecret(folder, 'GONE', null);
    expect(existsSync(join(folder, '.env'))).toBe(false);
    await setSecret(folder, 'KEY', 'value');
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('.env\n');
    if (process.platform !== 'win32') expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
  });
});

describe('listSecrets', () => {
  it('names who uses them and where a deployment finds them', async () => {
    const { folder } = withSecrets('KEY=1\nUNUSED=2\n');
    const functions = {
      a: { source: 'a.js', secrets: ['KEY', 'TOKEN'] },
      b: { source: 'b.js', secrets: ['KEY', 'GONE'] },
    };
    writeFileSync(join(folder, 'atelier.json'), JSON.stringify({ functions }));
    expect(await listSecrets(folder, { environment: { TOKEN: 'of the process' } })).toEqual([
      { name: 'GONE', functions: ['b'], origin: 'missing' },
      { name: 'KEY', functions: ['a', 'b'], origin: 'file' },
      { name: 'TOKEN', functions: ['a'], origin: 'process' },
      { name: 'UNUSED', functions: [], origin: 'file' },
    ]);
  });
});
