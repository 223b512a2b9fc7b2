import { expect, it } from 'vitest';
import type { Exchange, RequestDraft } from '../../../src-main/contract/rpc/requests.ts';
import { emptyStore } from './empty-store.ts';

const draft: RequestDraft = {
  name: '',
  method: 'GET',
  url: '{{gateway}}/',
  headers: [],
  body: { kind: 'none' },
  authentication: { kind: 'none' },
  httpVersion: '1.1',
  redirects: 0,
  pathParameters: [],
  disabledParameters: [],
  timeout: 0,
};

function sampleExchange(id: string, change: Partial<Exchange> = {}): Exchange {
  return {
    id,
    requestKey: null,
    name: '',
    sentAt: '2024-05-01T12:00:00.000Z',
    state: 'done',
    request: { method: 'GET', url: 'http://localhost/', headers: [], bodySize: 10 },
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

const all = { text: '', requestKey: null, limit: 100, before: null };

it('gives exchanges back, newest first, page by page', () => {
  const { exchanges } = emptyStore();
  for (const id of ['a', 'b', 'c', 'd']) exchanges.insert(sampleExchange(id), draft, id);
  const ids = (filter: object) => exchanges.list({ ...all, ...filter }).map(({ id }) => id);
  expect(ids({ limit: 2 })).toEqual(['d', 'c']);
  expect(ids({ limit: 2, before: 'c' })).toEqual(['b', 'a']);
  expect(ids({ before: 'gone' })).toEqual([]);
  expect(exchanges.find('a')).toEqual(sampleExchange('a'));
  expect(exchanges.findDraft('a')).toEqual(draft);
  expect(exchanges.delete('a')).toBe(true);
  expect(exchanges.delete('a')).toBe(false);
  expect(exchanges.find('a')).toBeUndefined();
  expect(exchanges.findDraft('a')).toBeUndefined();
  expect(exchanges.ids()).toEqual(new Set(['b', 'c', 'd']));
});

it('finds text in any case, and what was sent from one request', () => {
  const { exchanges } = emptyStore();
  exchanges.insert(sampleExchange('a', { requestKey: 'books' }), draft, 'GET /Books 100%');
  exchanges.insert(sampleExchange('b'), draft, 'GET /authors');
  const ids = (filter: object) => exchanges.list({ ...all, ...filter }).map(({ id }) => id);
  expect(ids({ text: 'BOOK' })).toEqual(['a']);
  expect(ids({ text: '100%' })).toEqual(['a']);
  expect(ids({ text: '_' })).toEqual([]);
  expect(ids({ requestKey: 'books' })).toEqual(['a']);
});

it('knows what is under way', () => {
  const { exchanges } = emptyStore();
  exchanges.insert(sampleExchange('a', { state: 'sending' }), draft, '');
  exchanges.insert(sampleExchange('b', { state: 'receiving' }), draft, '');
  expect(exchanges.listUnderWay().map(({ id }) => id)).toEqual(['a', 'b']);
  expect(exchanges.replace(sampleExchange('a'), 'done')).toBe(true);
  expect(exchanges.replace(sampleExchange('c'), '')).toBe(false);
  expect(exchanges.listUnderWay().map(({ id }) => id)).toEqual(['b']);
});

it('names the oldest beyond a count or a size, but for the pinned and the newest', () => {
  const { exchanges } = emptyStore();
  exchanges.insert(sampleExchange('pinned', { pinned: true }), draft, '');
  for (const id of ['a', 'b', 'c']) exchanges.insert(sampleExchange(id), draft, '');
  expect(exchanges.listBeyond({ count: 2, bytes: 1_000 })).toEqual(['a']);
  expect(exchanges.listBeyond({ count: 10, bytes: 20 })).toEqual(['a']);
  expect(exchanges.listBeyond({ count: 10, bytes: 1 }).sort()).toEqual(['a', 'b']);
  expect(exchanges.listBeyond({ count: 10, bytes: 30 })).toEqual([]);
});
