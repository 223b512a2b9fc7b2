import { expect, it } from 'vitest';
import { createDraft } from '../../../src-main/composer/draft.ts';
import type { SavedRequest } from '../../../src-main/contract/rpc/requests.ts';
import { findSaved } from '../../../src-renderer/composer/find-saved.ts';

function saved(
  key: string,
  version: string,
  draft = createDraft({ name: key, url: `http://a/${key}` }),
): SavedRequest {
  return { key, projectId: 'p', path: 'a.http', index: 0, version, draft, directives: [] };
}

const ada = saved('ada', 'v1');
const open = { key: 'ada', draft: ada.draft, saved: ada };

it.each([
  ['where it was', [saved('other', 'v0'), ada], 'ada'],
  ['where others of its name came before it', [saved('ada', 'v2'), saved('ada-2', 'v1')], 'ada-2'],
  ['changed, under its name', [saved('other', 'v0'), saved('ada', 'v2')], 'ada'],
  ['in a file of another name', [{ ...saved('moved', 'v1'), path: 'b.http' }], 'moved'],
  ['renamed', [saved('grace', 'v2', { ...ada.draft, name: 'grace' })], 'grace'],
])('finds a request %s', (_, requests, key) => {
  expect(findSaved(requests, open)?.key).toBe(key);
});

it('takes no other request for one that is gone', () => {
  expect(findSaved([saved('other', 'v0')], open)).toBeUndefined();
});

it('knows what was typed here and has arrived in the file', () => {
  const typed = { ...ada.draft, name: 'Ada', url: 'http://a/typed' };
  const requests = [saved('Ada', 'v2', typed)];
  expect(findSaved(requests, { ...open, draft: typed })?.key).toBe('Ada');
});
