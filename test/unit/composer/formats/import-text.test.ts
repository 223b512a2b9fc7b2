import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDraft, createRow } from '../../../../src-main/composer/draft.ts';
import { exportPostman } from '../../../../src-main/composer/formats/export-postman.ts';
import { importText } from '../../../../src-main/composer/formats/import-text.ts';
import { isSameRequest } from '../../../../src-main/composer/http-file/same-request.ts';
import { anyDraft } from '../drafts.ts';

const read = (content: unknown) => importText(JSON.stringify(content));

function har(...requests: unknown[]) {
  return read({ log: { version: '1.2', entries: requests.map((request) => ({ request })) } });
}

function postman(item: unknown[], more: object = {}) {
  return read({ info: { name: 'Shop', schema: 'v2.1.0' }, item, ...more });
}

it('reads the requests of a HAR file, without what was only about sending them', () => {
  const { drafts, problems } = har(
    {
      method: 'POST',
      url: 'https://a.example/?x=1',
      headers: [
        { name: ':authority', value: 'a.example' },
        { name: 'Host', value: 'a.example' },
        { name: 'content-type', value: 'application/json' },
        { name: 'Authorization', value: 'Bearer abc' },
        { name: 'X-A', value: '1' },
      ],
      postData: { mimeType: 'application/json', text: '{}' },
    },
    {
      method: 'POST',
      url: 'http://b/',
      postData: { mimeType: 'application/x-www-form-urlencoded', params: [{ name: 'a', value: 'b%20c' }] },
    },
    {
      method: 'POST',
      url: 'http://c/',
      postData: { mimeType: 'multipart/form-data', params: [{ name: 'f', fileName: 'a.png' }] },
    },
    { method: 'GET' },
    { method: 'NOT A METHOD', url: 'http://d/' },
  );
  expect(drafts).toEqual([
    createDraft({
      method: 'POST',
      url: 'https://a.example/?x=1',
      headers: [createRow('X-A', '1')],
      body: { kind: 'text', text: '{}', contentType: 'application/json' },
      authentication: { kind: 'bearer', token: 'abc' },
    }),
    createDraft({ method: 'POST', url: 'http://b/', body: { kind: 'form', rows: [createRow('a', 'b c')] } }),
    createDraft({
      method: 'POST',
      url: 'http://c/',
      body: { kind: 'multipart', parts: [{ ...createRow('f', ''), file: 'a.png' }] },
    }),
  ]);
  expect(problems).toHaveLength(2);
  expect(problems[0]).toMatch(/^Entry 4 was left out: request\.url/);
  expect(problems[1]).toMatch(/^Entry 5 was left out: .*one word/);
});

it('reads the requests of a Postman collection, folders in their names', () => {
  const { drafts, problems } = postman(
    [
      { name: 'Health', request: '{{base}}/health' },
      {
        name: 'Books',
        auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
        item: [
          {
            name: 'One',
            request: {
              method: 'get',
              header: [{ key: 'X-Off', value: '1', disabled: true }],
              url: { raw: '{{base}}/books/:id/:part', variable: [{ key: 'id', value: '7' }] },
            },
          },
          {
            name: 'Add',
            request: {
              method: 'POST',
              auth: { type: 'noauth' },
              body: { mode: 'raw', raw: '{"a":1}', options: { raw: { language: 'json' } } },
              url: { raw: '{{base}}/books' },
            },
          },
        ],
      },
      {
        name: 'Login',
        request: {
          method: 'POST',
          url: 'http://a/',
          auth: { type: 'basic', basic: { username: 'ada', password: 'x' } },
          body: {
            mode: 'urlencoded',
            urlencoded: [
              { key: 'a', value: 1 },
              { key: 'b', disabled: true },
            ],
          },
        },
      },
      {
        name: 'Photo',
        request: {
          method: 'POST',
          url: 'http://a/',
          body: {
            mode: 'formdata',
            formdata: [
              { key: 'f', type: 'file', src: ['a.png', 'b.png'] },
              { key: 't', value: 'x', type: 'text' },
            ],
          },
        },
      },
      {
        name: 'Upload',
        request: { method: 'PUT', url: 'http://a/', body: { mode: 'file', file: { src: 'b.bin' } } },
      },
      {
        name: 'Query',
        request: {
          method: 'POST',
          url: 'http://a/',
          body: { mode: 'graphql', graphql: { query: '{a}', variables: '' } },
        },
      },
      { name: 'Signed', request: { url: 'http://a/', auth: { type: 'awsv4' } } },
      { name: 'Broken', request: { url: 7 } },
      null,
    ],
    { variable: [{ key: 'base', value: 'http://shop' }] },
  );
  expect(
    drafts.map(({ name, method, url, authentication }) => [name, method, url, authentication.kind]),
  ).toEqual([
    ['Health', 'GET', '{{base}}/health', 'none'],
    ['Books / One', 'GET', '{{base}}/books/:id/:part', 'bearer'],
    ['Books / Add', 'POST', '{{base}}/books', 'none'],
    ['Login', 'POST', 'http://a/', 'basic'],
    ['Photo', 'POST', 'http://a/', 'none'],
    ['Upload', 'PUT', 'http://a/', 'none'],
    ['Query', 'POST', 'http://a/', 'none'],
    ['Signed', 'GET', 'http://a/', 'none'],
  ]);
  expect(drafts[1]?.pathParameters).toEqual([{ name: 'id', value: '7' }]);
  expect(drafts[1]?.headers).toEqual([{ name: 'X-Off', value: '1', enabled: false }]);
  expect(drafts.slice(2, 7).map(({ body }) => body)).toEqual([
    { kind: 'text', text: '{"a":1}', contentType: 'application/json' },
    { kind: 'form', rows: [createRow('a', '1'), { name: 'b', value: '', enabled: false }] },
    {
      kind: 'multipart',
      parts: [
        { ...createRow('f', ''), file: 'a.png' },
        { ...createRow('f', ''), file: 'b.png' },
        { ...createRow('t', 'x'), file: null },
      ],
    },
    { kind: 'file', path: 'b.bin', contentType: null },
    { kind: 'text', text: '{"query":"{a}","variables":{}}', contentType: 'application/json' },
  ]);
  expect(problems).toEqual([
    expect.stringMatching(/^Broken was left out: url/),
    expect.stringMatching(/^item 9 was left out/),
    'Authentication of the kind "awsv4" is not known here, and was left out of Signed.',
    expect.stringContaining('@base = http://shop'),
  ]);
});

it('leaves out of a HAR file what did not go over HTTP, in one line', () => {
  const urls = ['data:image/png;base64,AA', 'wss://a.example/', '{{base}}/books', 'https://a.example/'];
  const { drafts, problems } = har(...urls.map((url) => ({ method: 'GET', url })));
  expect(drafts.map(({ url }) => url)).toEqual(['{{base}}/books', 'https://a.example/']);
  expect(problems).toEqual([expect.stringMatching(/^2 entries are no requests over HTTP/)]);
});

it('says which scripts it left out', () => {
  const script = [{ listen: 'test', script: { exec: ['pm.test("ok", () => {})'] } }];
  const named = (name: string, more: object = {}) => ({ name, request: 'http://a/', ...more });
  const { drafts, problems } = postman(
    [
      { name: 'Books', event: script, item: [named('One', { event: script }), named('Two')] },
      named('Empty', { event: [{ listen: 'prerequest', script: { exec: [''] } }] }),
    ],
    { event: script },
  );
  expect(drafts).toHaveLength(3);
  expect(problems).toEqual(['Scripts do not run here, and were left out of Shop, Books, Books / One.']);
});

it('makes an API key the header or the parameter that it is', () => {
  const key = (place: string) => ({
    type: 'apikey',
    apikey: [
      { key: 'key', value: 'X-Key' },
      { key: 'value', value: '{{key}}' },
      { key: 'in', value: place },
    ],
  });
  const { drafts, problems } = postman([
    { name: 'Header', request: { url: 'http://a/', auth: key('header') } },
    { name: 'Query', request: { url: { raw: 'http://a/?page=2#end' }, auth: key('query') } },
  ]);
  expect(drafts[0]?.headers).toEqual([createRow('X-Key', '{{key}}')]);
  expect(drafts[1]?.url).toBe('http://a/?page=2&X-Key={{key}}#end');
  expect(problems).toEqual([]);
});

it('puts an address together that is told in parts alone', () => {
  const host = ['{{base}}'];
  const query = [
    { key: 'page', value: '2' },
    { key: 'off', value: '1', disabled: true },
  ];
  const { drafts } = postman([
    { name: 'Variable', request: { url: { host, path: ['books', { value: ':id' }], query } } },
    { name: 'Host', request: { url: { protocol: 'https', host: 'a.example', port: 8443, path: '/v1' } } },
  ]);
  expect(drafts.map(({ url }) => url)).toEqual(['{{base}}/books/:id?page=2', 'https://a.example:8443/v1']);
  expect(drafts[0]?.disabledParameters).toEqual([{ name: 'off', value: '1' }]);
});

it('gives folders back as folders', () => {
  const names = ['Shop / Books / One', 'Shop / Books / Two', 'Shop / Login', 'Health', 'Shop / Late'];
  const text = exportPostman(
    names.map((name) => createDraft({ name, url: 'http://a/' })),
    'All',
  );
  const { item } = JSON.parse(text);
  expect(item.map(({ name }: { name: string }) => name)).toEqual(['Shop', 'Health', 'Shop']);
  expect(item[0].item[0].item).toHaveLength(2);
  expect(importText(text).drafts.map(({ name }) => name)).toEqual(names);
});

it.each([
  ['curl http://a/', /no JSON/],
  ['{"openapi": "3.1.0"}', /neither a HAR file/],
])('refuses %s', (text, message) => {
  expect(() => importText(text)).toThrow(message);
});

it('reads a collection back as it wrote it, whatever the requests', () => {
  fc.assert(
    fc.property(fc.array(anyDraft, { maxLength: 3 }), (drafts) => {
      const imported = importText(exportPostman(drafts, 'All'));
      expect(imported.problems).toEqual([]);
      expect(imported.drafts).toHaveLength(drafts.length);
      for (const [index, draft] of drafts.entries())
        expect(isSameRequest(imported.drafts[index]!, { ...draft, timeout: 0 })).toBe(true);
    }),
  );
});
