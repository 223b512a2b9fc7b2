import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  appendRequest,
  removeRequest,
  replaceRequest,
} from '../../../../src-main/composer/http-file/edit-http-file.ts';
import { parseHttpFile } from '../../../../src-main/composer/http-file/parse-http-file.ts';
import { isSameRequest } from '../../../../src-main/composer/http-file/same-request.ts';
import type { RequestDraft } from '../../../../src-main/contract/rpc/requests.ts';
import { anyDraft } from '../drafts.ts';

const file = `# about the file
@host = http://127.0.0.1:8787

# about the first
GET {{host}}/one   HTTP/1.1
accept:   text/plain
# why this one
X-A: 1
X-Wide: a  b
X-B: 2

###  Second
# @name second
# @assert status == 200
POST {{host}}/two
authorization: Basic ada secret
content-type: application/json
X-C: 3

{"a":   1}

> {% client.log('done') %}

###
DELETE {{host}}/three`;

function edit(index: number, change: (draft: RequestDraft) => Partial<RequestDraft>, text = file): string {
  const { draft } = parseHttpFile(text).requests[index]!;
  return replaceRequest(text, index, { ...draft, ...change(draft) });
}

/** The lines that differ: what went, and what came. */
function changes(before: string, after: string) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return {
    gone: old.filter((line) => !now.includes(line)),
    come: now.filter((line) => !old.includes(line)),
  };
}

it('changes nothing where nothing was changed', () => {
  for (const index of [0, 1, 2]) expect(edit(index, () => ({}))).toBe(file);
});

it.each<[string, number, (draft: RequestDraft) => Partial<RequestDraft>, string[], string[]]>([
  [
    'the address',
    0,
    () => ({ url: '{{host}}/1' }),
    ['GET {{host}}/one   HTTP/1.1'],
    ['GET {{host}}/1 HTTP/1.1'],
  ],
  ['the method', 2, () => ({ method: 'GET' }), ['DELETE {{host}}/three'], ['GET {{host}}/three']],
  [
    'a header in the middle',
    0,
    ({ headers }) => ({ headers: headers.map((row) => (row.name === 'X-A' ? { ...row, value: '9' } : row)) }),
    ['X-A: 1'],
    ['X-A: 9'],
  ],
  [
    'a header that is switched off',
    0,
    ({ headers }) => ({
      headers: headers.map((row) => (row.name === 'X-B' ? { ...row, enabled: false } : row)),
    }),
    ['X-B: 2'],
    ['# X-B: 2'],
  ],
  ['a header that goes', 0, ({ headers }) => ({ headers: headers.slice(1) }), ['accept:   text/plain'], []],
  [
    'the body',
    1,
    () => ({ body: { kind: 'text', text: '{}', contentType: 'application/json' } }),
    ['{"a":   1}'],
    ['{}'],
  ],
  [
    'the password',
    1,
    () => ({ authentication: { kind: 'basic', user: 'ada', password: 'x' } }),
    ['authorization: Basic ada secret'],
    ['Authorization: Basic ada x'],
  ],
  ['the name', 1, () => ({ name: 'other' }), ['# @name second'], ['# @name other']],
  [
    'the time',
    2,
    () => ({ timeout: 500 }),
    ['DELETE {{host}}/three'],
    ['# @timeout 500 ms', 'DELETE {{host}}/three'],
  ],
])('changes %s alone', (_what, index, change, gone, come) => {
  const edited = edit(index, change);
  expect(changes(file, edited)).toEqual({
    gone: gone.filter((line) => !come.includes(line)),
    come: come.filter((line) => !gone.includes(line)),
  });
  const [before, after] = [parseHttpFile(file), parseHttpFile(edited)];
  for (const other of [0, 1, 2].filter((number) => number !== index))
    expect(after.requests[other]?.draft).toEqual(before.requests[other]?.draft);
});

it('keeps the line ends of the file', () => {
  const windows = file.replaceAll('\n', '\r\n');
  const edited = edit(1, () => ({ body: { kind: 'text', text: 'a\nb', contentType: null } }), windows);
  expect(edited.replaceAll('\r\n', '')).not.toContain('\n');
  expect(parseHttpFile(edited).requests[1]?.draft.body).toEqual({
    kind: 'text',
    text: 'a\nb',
    contentType: null,
  });
});

it('gives a request a body that had none, and takes it away again', () => {
  const withBody = edit(2, () => ({ body: { kind: 'text', text: 'hello', contentType: 'text/plain' } }));
  expect(withBody.trimEnd().endsWith('DELETE {{host}}/three\nContent-Type: text/plain\n\nhello')).toBe(true);
  expect(edit(2, () => ({ body: { kind: 'none' } }), withBody).trimEnd()).toBe(file);
});

it('removes a request, and leaves what is about the file', () => {
  const removed = removeRequest(file, 0);
  expect(removed.startsWith('# about the file\n@host = http://127.0.0.1:8787\n\n###  Second')).toBe(true);
  expect(parseHttpFile(removeRequest(removed, 1)).requests).toHaveLength(1);
  expect(() => removeRequest(file, 3)).toThrow(/3 requests/);
});

it.each([
  ['a separator in the body', { body: { kind: 'text' as const, text: 'a\n### b', contentType: null } }],
  ['a body that looks like a file', { body: { kind: 'text' as const, text: '< ./a', contentType: null } }],
  ['no address', { url: ' ' }],
])('refuses %s', (_what, change) => {
  expect(() => edit(2, () => change)).toThrow(/can't be kept in a \.http file/);
});

it('reads back what it wrote, whatever the draft', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      fc.pre(isWritable(draft));
      const text = appendRequest(file, draft);
      const { requests } = parseHttpFile(text);
      expect(requests).toHaveLength(4);
      expect(isSameRequest(requests[3]!.draft, draft)).toBe(true);
      expect(requests[3]!.draft).toMatchObject({ name: draft.name, authentication: draft.authentication });
      expect(text.startsWith(file)).toBe(true);
    }),
  );
});

it('changes the request line alone where the address is all that changes, whatever else is in the file', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      '# note',
      '# X-Off: 1',
      '// no',
      'X-A:  a  b ',
      'x-a: 2',
      'Authorization: Bearer x',
      'content-type:text/plain',
      '@v = 1',
      '> {% x %}',
      '< ./f',
      '### next',
      'GET http://next',
      'junk',
      '\u2028: x',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll(/[\r\n]/g, ' ')),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const text = ['POST http://first', ...lines, ''].join('\n');
      const parsed = parseHttpFile(text).requests[0]!;
      const edited = replaceRequest(text, 0, { ...parsed.draft, url: 'http://other' });
      const rest = (whole: string) => whole.split('\n').slice(parsed.places.headers);
      expect(edited.split('\n').slice(1)).toEqual(rest(text));
    }),
  );
});

it('changes the lines of one request alone, whatever it becomes', () => {
  fc.assert(
    fc.property(anyDraft, fc.nat({ max: 2 }), (draft, index) => {
      fc.pre(isWritable(draft));
      const edited = replaceRequest(file, index, draft);
      const [before, after] = [parseHttpFile(file), parseHttpFile(edited)];
      expect(after.requests).toHaveLength(3);
      for (const other of [0, 1, 2].filter((number) => number !== index)) {
        const text = ({ lines, requests }: typeof before) =>
          lines.slice(requests[other]!.places.start, requests[other]!.places.end).join('');
        expect(text(after)).toBe(text(before));
      }
      expect(replaceRequest(edited, index, after.requests[index]!.draft)).toBe(edited);
    }),
  );
});

/** Text that the format gives another meaning is refused, which is tested above. */
function isWritable(draft: RequestDraft): boolean {
  try {
    return appendRequest('', draft) !== '';
  } catch {
    return false;
  }
}
