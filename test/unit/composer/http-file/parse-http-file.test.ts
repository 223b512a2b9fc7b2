import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseHttpFile } from '../../../../src-main/composer/http-file/parse-http-file.ts';

const bookshop = `# The bookshop
@host = http://127.0.0.1:8787
@path=/books

### List the books
# @name list
# @function bookshop
# @trigger http
// the newest first
GET {{host}}{{path}} HTTP/1.1
    ?page=2
    &size=10
Accept: application/json
# X-Debug: 1

### Add one
POST {{host}}{{path}}
Authorization: Bearer {{token}}
Content-Type: application/json
X-Shop: a: b

{
  "title": "Dune"
}

### only a comment

###
{{host}}/health
`;

function draftsOf(text: string) {
  return parseHttpFile(text).requests.map(({ draft }) => draft);
}

it('reads the requests, the variables and what is said about them', () => {
  const { requests, variables } = parseHttpFile(bookshop);
  expect(variables).toEqual([
    ['host', 'http://127.0.0.1:8787'],
    ['path', '/books'],
  ]);
  expect(requests.map(({ draft }) => [draft.name, draft.method, draft.url])).toEqual([
    ['list', 'GET', '{{host}}{{path}}?page=2&size=10'],
    ['Add one', 'POST', '{{host}}{{path}}'],
    ['', 'GET', '{{host}}/health'],
  ]);
  expect(requests[0]?.directives).toEqual([
    ['function', 'bookshop'],
    ['trigger', 'http'],
    ['', 'the newest first'],
  ]);
  expect(requests[0]?.draft.headers).toEqual([
    { name: 'Accept', value: 'application/json', enabled: true },
    { name: 'X-Debug', value: '1', enabled: false },
  ]);
});

it('puts Authorization and Content-Type where drafts have a place for them', () => {
  expect(draftsOf(bookshop)[1]).toMatchObject({
    headers: [{ name: 'X-Shop', value: 'a: b' }],
    authentication: { kind: 'bearer', token: '{{token}}' },
    body: { kind: 'text', contentType: 'application/json', text: '{\n  "title": "Dune"\n}' },
  });
});

it.each([
  ['Basic ada lovelace', { kind: 'basic', user: 'ada', password: 'lovelace' }],
  ['Basic ada:love:lace', { kind: 'basic', user: 'ada', password: 'love:lace' }],
  ['Basic {{ user }} {{ password }}', { kind: 'basic', user: '{{ user }}', password: '{{ password }}' }],
  ['basic YWRhOmxvdmVsYWNl', { kind: 'basic', user: 'ada', password: 'lovelace' }],
  ['Digest ada', { kind: 'none' }],
  ['Basic {{token}}', { kind: 'none' }],
])('understands "Authorization: %s"', (value, authentication) => {
  const [draft] = draftsOf(`GET http://localhost\nAuthorization: ${value}\n`);
  expect(draft?.authentication).toEqual(authentication);
  expect(draft?.headers).toHaveLength(authentication.kind === 'none' ? 1 : 0);
});

it('reads forms, files and multipart bodies as editors write them', () => {
  const [text, file, multipart, foreign] = draftsOf(`POST http://localhost
Content-Type: application/x-www-form-urlencoded

{"no": "form"}
###
PUT http://localhost
Content-Type: image/png

< ./cover.png
###
POST http://localhost
Content-Type: multipart/form-data; boundary=X

--X
Content-Disposition: form-data; name="title"

Dune
--X
Content-Disposition: form-data; name="cover"; filename="cover.png"
Content-Type: image/png

< ./cover.png
--X--
###
POST http://localhost
Content-Type: multipart/form-data; boundary=X

--X
Content-Disposition: form-data; name="title"
Content-Language: en

Dune
--X--
`);
  expect(text?.body).toMatchObject({ kind: 'text', text: '{"no": "form"}' });
  expect(file?.body).toEqual({ kind: 'file', path: './cover.png', contentType: 'image/png' });
  expect(multipart?.body).toEqual({
    kind: 'multipart',
    parts: [
      { name: 'title', value: 'Dune', enabled: true, file: null },
      { name: 'cover', value: '', enabled: true, file: './cover.png' },
    ],
  });
  expect(foreign?.body).toMatchObject({ kind: 'text', contentType: 'multipart/form-data; boundary=X' });
});

it('reads form fields spread over lines', () => {
  const [draft] = draftsOf(
    'POST http://localhost\r\ncontent-type: application/x-www-form-urlencoded\r\n\r\na=1+2\r\n&b=%26\r\n\r\n',
  );
  expect(draft?.body).toEqual({
    kind: 'form',
    rows: [
      { name: 'a', value: '1 2', enabled: true },
      { name: 'b', value: '&', enabled: true },
    ],
  });
});

it('leaves the scripts of other editors out of requests', () => {
  const [draft] = draftsOf(`### scripted
< {%
  request.variables.set('a', 1)

%}
# @timeout 3 s
# @follow-redirects
# @path-parameter id=7
# @disabled-parameter page=2
POST http://localhost

hello
> {% client.log('POST x') %}
>> answer.json
`);
  expect(draft).toMatchObject({
    method: 'POST',
    body: { kind: 'text', text: 'hello' },
    timeout: 3_000,
    redirects: 10,
    pathParameters: [{ name: 'id', value: '7' }],
    disabledParameters: [{ name: 'page', value: '2' }],
  });
});

it('reads any text without losing a byte of it', () => {
  const pieces = fc.constantFrom(
    '###',
    '\n',
    '\r\n',
    'GET http://a',
    'A: b',
    '# @name x',
    '@v = 1',
    '< ./f',
    ' ',
    '\uFEFF',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 5 }))), (parts) => {
      const text = parts.join('');
      expect(parseHttpFile(text).lines.join('')).toBe(text);
    }),
  );
});
