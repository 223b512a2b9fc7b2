import { expect, it } from 'vitest';
import { createDraft } from '../../../src-main/composer/draft.ts';
import { createSavedRequests } from '../../../src-main/composer/saved-requests.ts';
import { memoryFiles } from './memory-files.ts';

const text = '### One\nGET http://a/1\n\n### Two\n# @function hello\nGET http://a/2\n';

function open(texts: Record<string, string> = { 'requests/a.http': text }) {
  const files = memoryFiles(texts);
  return { files, saved: createSavedRequests(files) };
}

it('lists the requests of every file', async () => {
  const { saved } = open({
    'requests/b.rest': 'GET http://b/',
    'requests/a.http': text,
    'a.https': 'GET http://no/',
  });
  const requests = await saved.list('p');
  expect(requests.map(({ path, index, draft }) => [path, index, draft.url])).toEqual([
    ['requests/a.http', 0, 'http://a/1'],
    ['requests/a.http', 1, 'http://a/2'],
    ['requests/b.rest', 0, 'http://b/'],
  ]);
  expect(requests[1]?.directives).toEqual([['function', 'hello']]);
});

it('knows a request by its name, or what it asks for, wherever it stands', async () => {
  const { files, saved } = open({ 'a.http': `${text}\n###\nGET http://a/3\n` });
  const before = await saved.list('p');
  files.texts['a.http'] =
    `### Two\nGET http://a/other\n\n###\nGET http://a/3\n\n### Zero\nGET http://a/0\n\n${text}`;
  const after = await saved.list('p');
  const keyOf = (requests: typeof before, url: string) =>
    requests.find(({ draft }) => draft.url === url)?.key;
  expect(keyOf(after, 'http://a/1')).toBe(keyOf(before, 'http://a/1'));
  expect(keyOf(after, 'http://a/3')).toBe(keyOf(before, 'http://a/3'));
  expect(keyOf(after, 'http://a/other')).toBe(keyOf(before, 'http://a/2'));
  expect(new Set(after.map(({ key }) => key)).size).toBe(after.length);
});

it('saves a request in its place, behind the others, and into a new file', async () => {
  const { files, saved } = open();
  const [one] = await saved.list('p');
  await saved.save(one!, { ...one!.draft, url: 'http://a/one' });
  expect(files.texts['requests/a.http']).toBe(text.replace('a/1', 'a/one'));
  const added = await saved.save(
    { projectId: 'p', path: 'requests/a.http', index: null },
    createDraft({ url: 'http://a/3' }),
  );
  expect(added).toMatchObject({ index: 2, draft: { url: 'http://a/3' } });
  await saved.save(
    { projectId: 'p', path: 'new.http', index: null },
    createDraft({ url: 'http://n/', name: 'New' }),
  );
  expect(files.texts['new.http']).toBe('### New\n# @name New\nGET http://n/\n');
});

it('finds a request that has moved, and refuses one that somebody else has changed', async () => {
  const { files, saved } = open();
  const [, two] = await saved.list('p');
  files.texts['requests/a.http'] = `### Zero\nGET http://a/0\n\n${text}`;
  const moved = await saved.save(two!, { ...two!.draft, method: 'PUT' });
  expect(moved).toMatchObject({ index: 2, draft: { method: 'PUT', url: 'http://a/2' } });
  await expect(saved.save(two!, two!.draft)).rejects.toMatchObject({ code: 'conflict' });
  await expect(saved.remove(two!)).rejects.toMatchObject({ code: 'conflict' });
  await saved.remove(moved);
  expect((await saved.list('p')).map(({ draft }) => draft.url)).toEqual(['http://a/0', 'http://a/1']);
});

it('makes several changes of one file one after the other', async () => {
  const { saved } = open();
  const address = { projectId: 'p', path: 'requests/a.http', index: null };
  await Promise.all(
    [1, 2, 3].map((number) => saved.save(address, createDraft({ url: `http://n/${number}` }))),
  );
  expect(await saved.list('p')).toHaveLength(5);
});

it('refuses other files, and requests that are not there', async () => {
  const { saved } = open();
  const draft = createDraft({ url: 'http://a/' });
  await expect(saved.save({ projectId: 'p', path: 'a.js', index: null }, draft)).rejects.toThrow(
    /end in \.http/,
  );
  await expect(saved.remove({ projectId: 'p', path: 'requests/a.http', index: 9 })).rejects.toMatchObject({
    code: 'not-found',
  });
});
