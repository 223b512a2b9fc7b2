import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCurl } from '../../../../src-main/composer/curl/parse-curl.ts';
import { writeCurl } from '../../../../src-main/composer/curl/write-curl.ts';
import { createDraft, createRow } from '../../../../src-main/composer/draft.ts';
import { isSameRequest } from '../../../../src-main/composer/http-file/same-request.ts';
import { anyDraft } from '../drafts.ts';

it('writes one option a line, and nothing that curl does by itself', () => {
  expect(writeCurl(createDraft({ url: 'http://localhost:8787/f' }))).toBe('curl http://localhost:8787/f');
  const draft = createDraft({
    url: 'http://localhost:8787/f?a=1&b=2',
    method: 'POST',
    headers: [createRow('X-A', "it's"), { name: 'X-B', value: '1', enabled: false }],
    body: { kind: 'text', text: '{"a":1}', contentType: 'application/json' },
    authentication: { kind: 'basic', user: 'ada', password: 'x y' },
    redirects: 10,
    timeout: 1_500,
  });
  expect(writeCurl(draft)).toBe(`curl 'http://localhost:8787/f?a=1&b=2' \\
  --header 'X-A: it'\\''s' \\
  --header 'Content-Type: application/json' \\
  --user 'ada:x y' \\
  --data-raw '{"a":1}' \\
  --location \\
  --max-time 1.5`);
});

it('puts the values of a path in their places', () => {
  const pathParameters = [
    { name: 'id', value: 'a/b' },
    { name: 'part', value: '{{part}}' },
  ];
  const url = 'http://localhost:8787/books/:id/:part/:other?at=/:id';
  expect(writeCurl(createDraft({ url, pathParameters }))).toContain(
    'http://localhost:8787/books/a%2Fb/{{part}}/:other?at=/:id',
  );
});

it('keeps a header whose value is blank, which curl would leave out', () => {
  const headers = [createRow('X-Empty', ''), createRow('X-Blank', ' ')];
  expect(writeCurl(createDraft({ url: 'http://a/', headers }))).toBe(
    "curl http://a/ \\\n  --header 'X-Empty;' \\\n  --header 'X-Blank;'",
  );
});

it('keeps the credentials of the platform out of it', () => {
  expect(writeCurl(createDraft({ url: 'http://a/', authentication: { kind: 'control-plane' } }))).toContain(
    'Bearer {{token}}',
  );
});

it('is read back as the same request, whatever the draft', () => {
  fc.assert(
    fc.property(anyDraft, (any) => {
      // Values of a path are in their places in the address, and no values any more.
      const draft = { ...any, pathParameters: [] };
      const enabled = {
        ...draft,
        disabledParameters: [],
        headers: draft.headers.filter((row) => row.enabled),
        body: enabledBody(draft.body),
      };
      // Lines of headers end where their text does.
      fc.pre(enabled.headers.every(({ name }) => !/^(authorization|content-type)$/i.test(name)));
      expect(isSameRequest(parseCurl(writeCurl(draft)), enabled)).toBe(true);
    }),
  );
});

it('is one command for a real shell, whatever the texts', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 40 }), (text) => {
      fc.pre(!text.includes('\0'));
      const command = writeCurl(
        createDraft({ url: 'http://a/', body: { kind: 'text', text, contentType: null } }),
      );
      const { stdout } = spawnSync('sh', [
        '-c',
        `curl() { for word; do printf '%s\\0' "$word"; done; }; ${command}`,
      ]);
      expect(stdout.toString().split('\0')).toContain(text);
    }),
    { numRuns: 30 },
  );
});

type Body = ReturnType<typeof createDraft>['body'];

function enabledBody(body: Body): Body {
  if (body.kind === 'form') return { ...body, rows: body.rows.filter((row) => row.enabled) };
  if (body.kind === 'multipart') return { ...body, parts: body.parts.filter((part) => part.enabled) };
  return body;
}
