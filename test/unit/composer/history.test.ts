import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createDraft } from '../../../src-main/composer/draft.ts';
import { type HistoryLimits, openHistory } from '../../../src-main/composer/history.ts';
import type { Exchange } from '../../../src-main/contract/rpc/requests.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { emptyStore } from '../store/empty-store.ts';

const draft = createDraft({ url: '{{gateway}}/books' });
const all = { text: '', requestKey: null, limit: 100, before: null };

function exchangeOf(id: string, change: Partial<Exchange> = {}): Exchange {
  return {
    id,
    requestKey: null,
    name: 'Books',
    sentAt: '2024-05-01T12:00:00.000Z',
    state: 'sending',
    request: { method: 'GET', url: 'http://localhost/books', headers: [['X-Shop', 'Lisbon']], bodySize: 0 },
    response: null,
    redirects: [],
    failure: null,
    timing: { connect: null, firstByte: null, download: null, total: null },
    invocationId: null,
    pinned: false,
    label: null,
    ...change,
  };
}

async function anyHistory(limits?: HistoryLimits) {
  const options = {
    exchanges: emptyStore().exchanges,
    folder: join(temporaryFolder(), 'history'),
    ...(limits && { limits }),
  };
  return { options, history: await openHistory(options) };
}

it('finds an exchange by its address, its headers, its label and what its bodies begin with', async () => {
  const { history } = await anyHistory();
  history.begin(exchangeOf('a'), draft);
  const ids = (text: string) => history.list({ ...all, text }).map(({ id }) => id);
  expect(ids('x-shop: lisbon')).toEqual(['a']);
  expect(ids('dune')).toEqual([]);
  writeFileSync(history.bodyFile('a', 'response'), 'the Dune trilogy');
  await history.update(exchangeOf('a', { state: 'done' }));
  expect(ids('dune')).toEqual(['a']);
  await history.pin('a', true, 'Reference');
  expect(ids('reference')).toEqual(['a']);
  expect(ids('dune')).toEqual(['a']);
});

it('gives pieces of bodies, and nothing where there is none', async () => {
  const { history } = await anyHistory();
  history.begin(exchangeOf('a'), draft);
  writeFileSync(history.bodyFile('a', 'response'), '0123456789');
  const piece = async (offset: number, length: number) => {
    const { bytes, size } = await history.body('a', 'response', { offset, length });
    return [Buffer.from(bytes).toString(), size];
  };
  expect(await piece(2, 3)).toEqual(['234', 10]);
  expect(await piece(8, 100)).toEqual(['89', 10]);
  expect(await piece(10, 1)).toEqual(['', 10]);
  expect(await history.body('a', 'request', { offset: 0, length: 1 })).toMatchObject({ size: 0 });
});

it('marks what was under way at its end as failed, and forgets files without an exchange', async () => {
  const { history, options } = await anyHistory();
  history.begin(exchangeOf('a'), draft);
  writeFileSync(history.bodyFile('a', 'request'), 'kept');
  writeFileSync(history.bodyFile('gone', 'request'), 'forgotten');
  const again = await openHistory(options);
  expect(again.get('a')).toMatchObject({ state: 'failed', failure: { code: 'interrupted' } });
  expect(readdirSync(options.folder)).toEqual(['a.request']);
  expect(again.reopen('a')).toEqual(draft);
});

it('keeps as much as it may, and what is pinned', async () => {
  const { history, options } = await anyHistory({ count: 2, bytes: 1_000_000 });
  for (const id of ['pinned', 'b', 'c', 'd']) {
    history.begin(exchangeOf(id), draft);
    writeFileSync(history.bodyFile(id, 'response'), 'x');
    await history.update(exchangeOf(id, { state: 'done' }));
    if (id === 'pinned') await history.pin(id, true, null);
  }
  expect(history.list(all).map(({ id }) => id)).toEqual(['d', 'c', 'pinned']);
  expect(readdirSync(options.folder).sort()).toEqual(['c.response', 'd.response', 'pinned.response']);
  await history.clear();
  expect(history.list(all).map(({ id }) => id)).toEqual(['pinned']);
});

it('leaves what was removed removed, and does not clear what is under way', async () => {
  const { history, options } = await anyHistory();
  history.begin(exchangeOf('a'), draft);
  history.begin(exchangeOf('b'), draft);
  await history.clear();
  expect(history.list(all)).toHaveLength(2);
  await history.remove('a');
  writeFileSync(history.bodyFile('a', 'response'), 'late');
  await history.update(exchangeOf('a', { state: 'done' }));
  expect(() => history.get('a')).toThrow(/not in the history/);
  expect(readdirSync(options.folder)).toEqual([]);
});
