import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { adoptFolder, requireFolderName } from '../../../../src-main/workspace/files/adopt-folder.ts';
import { refusal } from '../../../support/control-plane.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text) });

it('copies files into a new folder, and makes a manifest where none came along', async () => {
  const folder = join(temporaryFolder(), 'deep/shop');
  await adoptFolder(folder, [file('shop.js', 'a'), file('lib/price.js', 'b')]);
  expect(readFileSync(join(folder, 'lib/price.js'), 'utf8')).toBe('b');
  const manifest = JSON.parse(readFileSync(join(folder, 'atelier.json'), 'utf8'));
  expect(Object.keys(manifest.functions)).toEqual(['shop']);

  const own = join(temporaryFolder(), 'own');
  await adoptFolder(own, [file('atelier.json', '{"functions":{}}'), file('a.js', 'a')]);
  expect(readFileSync(join(own, 'atelier.json'), 'utf8')).toBe('{"functions":{}}');
});

it('leaves nothing of what leads out of the folder', async () => {
  const parent = temporaryFolder();
  const folder = join(parent, 'shop');
  const refused = await refusal(() => adoptFolder(folder, [file('a.js', 'a'), file('../b.js', 'b')]));
  expect(refused.code).toBe('forbidden');
  expect(existsSync(folder)).toBe(false);
  expect(existsSync(join(parent, 'b.js'))).toBe(false);
  for (const name of ['', '..', 'a/b']) expect(() => requireFolderName(name)).toThrow(/names no folder/);
});
