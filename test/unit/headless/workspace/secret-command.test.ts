import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atelierCommand } from '../../../../src-main/headless/atelier-command.ts';
import { captureIo } from '../../../support/command-io.ts';
import { refusal } from '../../../support/control-plane.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

function workspace(): string {
  const folder = temporaryFolder();
  const functions = { shop: { source: 'shop.js', secrets: ['KEY', 'TOKEN'] } };
  writeFileSync(join(folder, 'atelier.json'), JSON.stringify({ functions }));
  return folder;
}

async function run(words: readonly string[], input: readonly string[] = [], environment = {}) {
  const io = captureIo(environment, { input });
  expect(await atelierCommand(['secret', ...words], io)).toBe(0);
  return io.written.stdout;
}

describe('atelier secret', () => {
  it('sets what is piped in, shows no value, and takes it out again', async () => {
    const folder = workspace();
    await run(['set', 'KEY', '-C', folder], ['two\nlines\n']);
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe("KEY='two\nlines'\n");
    expect(await run(['-C', folder], [], { TOKEN: 't' })).toBe(
      'KEY    set in .env, for shop\nTOKEN  set in the environment, for shop\n',
    );
    await run(['remove', 'KEY', '-C', folder]);
    expect(await run(['-C', folder])).toContain('KEY    has no value, for shop\n');
  });

  it.each([
    [['get', 'KEY'], 'usage'],
    [['set'], 'usage'],
    [['set', 'A', 'B'], 'usage'],
    [['set', 'A=B'], 'usage'],
  ])('refuses %j', async (words, code) => {
    const folder = workspace();
    const { code: found } = await refusal(() => run([...words, '-C', folder]));
    expect(found).toBe(code);
    expect(existsSync(join(folder, '.env'))).toBe(false);
  });

  it('writes nothing outside a workspace', async () => {
    const folder = temporaryFolder();
    const { code } = await refusal(() => run(['set', 'KEY', '-C', folder], ['x']));
    expect(code).toBe('not-found');
    expect(existsSync(join(folder, '.env'))).toBe(false);
  });
});
