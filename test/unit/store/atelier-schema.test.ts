import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { atelierSchema } from '../../../src-main/store/atelier-schema.ts';
import { testCipher } from '../../support/test-cipher.ts';

it('lists every migration file under its own number and name, forward only', () => {
  const root = join(import.meta.dirname, '../../..');
  const listed = atelierSchema(testCipher).migrations.map(
    ({ number, name }) => `${String(number).padStart(4, '0')}-${name}`,
  );
  const filesIn = (folder: string, ending: string) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith(ending))
      .map((file) => file.slice(0, -ending.length))
      .sort();
  expect(filesIn('src-main/store/migrations', '.ts')).toEqual(listed);
  expect(filesIn('test/unit/store/migrations', '.test.ts')).toEqual(listed);
});
