import { expect, it } from 'vitest';
import { listEnvironments, readSources } from '../../../../src-main/composer/variables/read-sources.ts';
import { memoryFiles } from '../memory-files.ts';

const files = memoryFiles({
  'requests/shop/books.http': '@host = http://shop\n\nGET {{host}}\n',
  'requests/http-client.env.json': '{"dev": {"a": "near"}}',
  'http-client.env.json': '{"dev": {"a": "far"}, "prod": {}}',
  'requests/shop/http-client.private.env.json': '{"dev": {"key": "k"}}',
  '.env': 'TOKEN=abc\n# no\n',
});

it('reads the file, and the environments beside and above it', async () => {
  expect(await readSources(files, 'p', 'requests/shop/books.http')).toEqual({
    file: [['host', 'http://shop']],
    environments: [
      { isPrivate: true, environments: { dev: { key: 'k' } } },
      { isPrivate: false, environments: { dev: { a: 'near' } } },
      { isPrivate: false, environments: { dev: { a: 'far' }, prod: {} } },
    ],
    secrets: [{ TOKEN: 'abc' }],
  });
  expect(await readSources(files, null, null)).toEqual({ file: [], environments: [], secrets: [] });
});

it('lists the environments wherever they are, and says which file is broken when one is used', async () => {
  const broken = memoryFiles({ ...files.texts, 'requests/shop/http-client.env.json': '{' });
  const found = await listEnvironments(broken, 'p');
  expect(found.flatMap((environments) => Object.keys(environments)).sort()).toEqual([
    'dev',
    'dev',
    'dev',
    'prod',
  ]);
  await expect(readSources(broken, 'p', 'requests/shop/books.http')).rejects.toMatchObject({
    message: expect.stringMatching(/^requests\/shop\/http-client\.env\.json can't be read/),
    details: { path: 'requests/shop/http-client.env.json' },
  });
});
