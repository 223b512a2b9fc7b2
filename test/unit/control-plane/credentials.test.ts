import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCredentials } from '../../../src-main/control-plane/credentials.ts';
import { refusal } from '../../support/control-plane.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const onPosix = test.skipIf(process.platform === 'win32');

test('a home has its own credentials and keeps them', () => {
  const home = temporaryFolder();
  const first = openCredentials(home);
  expect(openCredentials(home)).toEqual(first);
  const other = openCredentials(temporaryFolder());
  const secrets = [first, other].flatMap(({ token, oauth, uploadKey }) => [
    token,
    uploadKey,
    ...Object.values(oauth),
  ]);
  expect(new Set(secrets).size).toBe(12);
  expect(Buffer.from(first.uploadKey, 'base64url')).toHaveLength(32);
});

onPosix('nobody but their owner can read them, even after the file was copied carelessly', () => {
  const home = temporaryFolder();
  openCredentials(home);
  const file = join(home, 'credentials.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  chmodSync(file, 0o644);
  openCredentials(home);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a file that holds something else is refused and left as it is', async () => {
  const home = temporaryFolder();
  const file = join(home, 'credentials.json');
  writeFileSync(file, '{"token": 1}');
  const error = await refusal(() => openCredentials(home));
  expect(error.code).toBe('home-unusable');
  expect(error.message).toContain(file);
  expect(readFileSync(file, 'utf8')).toBe('{"token": 1}');
});
