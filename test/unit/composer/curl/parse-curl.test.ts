import { expect, it } from 'vitest';
import { leftOutOfCurl, parseCurl } from '../../../../src-main/composer/curl/parse-curl.ts';
import type { RequestDraft } from '../../../../src-main/contract/rpc/requests.ts';

type Expected = Partial<Omit<RequestDraft, 'headers'>> & { readonly headers?: Record<string, string> };

const json = (text: string) => ({ kind: 'text' as const, text, contentType: 'application/json' });
const form = (fields: Record<string, string>) => ({
  kind: 'form' as const,
  rows: Object.entries(fields).map(([name, value]) => ({ name, value, enabled: true })),
});
const text = (content: string, contentType: string | null = 'application/x-www-form-urlencoded') => ({
  kind: 'text' as const,
  text: content,
  contentType,
});

/** Lines as people copy them from browsers, documentation, chats and their own history. */
const corpus: [name: string, command: string, expected: Expected][] = [
  ['a bare address', 'curl http://localhost:8787/f', { method: 'GET', url: 'http://localhost:8787/f' }],
  ['a prompt', '$ curl localhost:8787/f', { url: 'localhost:8787/f' }],
  ['a full path and variables of the shell before it', 'FOO=1 /usr/bin/curl http://a/', { url: 'http://a/' }],
  ['an address with an ampersand that nobody quoted', 'curl http://a/?x=1&y=2', { url: 'http://a/?x=1&y=2' }],
  ['a pipe into jq', 'curl -s http://a/b | jq .items', { url: 'http://a/b' }],
  ['redirections', 'curl -sS http://a/b > out.json 2>&1', { url: 'http://a/b' }],
  ['a semicolon', 'curl http://a/b; echo done', { url: 'http://a/b' }],
  ['--url', "curl --request GET --url 'http://a/b'", { method: 'GET', url: 'http://a/b' }],
  ['-X stuck to its value', 'curl -XDELETE http://a/1', { method: 'DELETE' }],
  ['combined short options', 'curl -sSLkX PUT http://a/', { method: 'PUT', redirects: 10 }],
  ['HTTP/2', 'curl --http2 https://a/', { httpVersion: '2' }],
  ['a limit of redirects', 'curl -L --max-redirs 3 http://a/', { redirects: 3 }],
  ['no limit of redirects', 'curl -L --max-redirs -1 http://a/', { redirects: 50 }],
  ['a limit of redirects that are not followed', 'curl --max-redirs 3 http://a/', { redirects: 0 }],
  ['a short option with its value in a group', 'curl -so/dev/null http://a/', { url: 'http://a/' }],
  ['an output before the address', 'curl -o out.html -w "%{http_code}" http://a/', { url: 'http://a/' }],
  ['--head', 'curl -I http://a/', { method: 'HEAD' }],
  ['a time limit', 'curl -m 2.5 http://a/', { timeout: 2_500 }],
  ['headers', `curl -H "Accept: */*" -H 'X-A:1' http://a/`, { headers: { Accept: '*/*', 'X-A': '1' } }],
  ['an empty header and one taken away', `curl -H 'X-A;' -H 'Accept:' http://a/`, { headers: { 'X-A': '' } }],
  [
    'user agent, referer, cookie',
    `curl -A me -e http://b/ -b 'a=1; b=2' http://a/`,
    { headers: { 'User-Agent': 'me', Referer: 'http://b/', Cookie: 'a=1; b=2' } },
  ],
  ['a cookie jar', 'curl -b jar.txt -c jar.txt http://a/', { headers: {} }],
  ['a range', 'curl -r 0-99 http://a/', { headers: { Range: 'bytes=0-99' } }],
  [
    'basic credentials',
    "curl -u 'ada:love:lace' http://a/",
    { authentication: { kind: 'basic', user: 'ada', password: 'love:lace' } },
  ],
  [
    'a user without a password',
    'curl --user ada http://a/',
    { authentication: { kind: 'basic', user: 'ada', password: '' } },
  ],
  [
    'a bearer header',
    `curl -H "Authorization: Bearer abc" http://a/`,
    { authentication: { kind: 'bearer', token: 'abc' }, headers: {} },
  ],
  [
    'a token in a variable',
    `curl -H "Authorization: Bearer $TOKEN" "http://a/\${ID}"`,
    { authentication: { kind: 'bearer', token: '{{TOKEN}}' }, url: 'http://a/{{ID}}' },
  ],
  [
    '--oauth2-bearer',
    'curl --oauth2-bearer abc http://a/',
    { authentication: { kind: 'bearer', token: 'abc' } },
  ],
  ['form data', 'curl -d a=1 -d b=2%203 http://a/', { method: 'POST', body: form({ a: '1', b: '2 3' }) }],
  ['-d stuck to its value', 'curl -da=1 http://a/', { body: form({ a: '1' }) }],
  ['JSON without a type', `curl -d '{"a":1}' http://a/`, { body: text('{"a":1}') }],
  [
    'JSON with a type',
    `curl http://a/ -H 'content-type: application/json' --data '{"a":1}'`,
    { method: 'POST', body: json('{"a":1}'), headers: {} },
  ],
  ['--json', `curl --json '{"a":' --json '1}' http://a/`, { method: 'POST', body: json('{"a":1}') }],
  [
    '--data-urlencode',
    `curl --data-urlencode 'q=a b&c' --data-urlencode '=x y' http://a/`,
    { body: text('q=a%20b%26c&x%20y') },
  ],
  [
    '-G',
    `curl -G http://a/?x=1 --data-urlencode 'q=a b' -d y=2`,
    { method: 'GET', url: 'http://a/?x=1&q=a%20b&y=2', body: { kind: 'none' } },
  ],
  [
    'a file as the body',
    'curl --data-binary @./photo.png -H "Content-Type: image/png" http://a/',
    { body: { kind: 'file', path: './photo.png', contentType: 'image/png' } },
  ],
  [
    'an upload',
    'curl -T ./big.bin http://a/big',
    { method: 'PUT', body: { kind: 'file', path: './big.bin', contentType: null } },
  ],
  ['--data-raw with an @', `curl --data-raw '@home' http://a/`, { body: text('@home') }],
  [
    'a form with files',
    `curl -F name=Ada -F 'photo=@"a b.png";type=image/png' --form-string 'raw=@x;y' http://a/`,
    {
      method: 'POST',
      body: {
        kind: 'multipart',
        parts: [
          { name: 'name', value: 'Ada', enabled: true, file: null },
          { name: 'photo', value: '', enabled: true, file: 'a b.png' },
          { name: 'raw', value: '@x;y', enabled: true, file: null },
        ],
      },
    },
  ],
  [
    'a form whose files have names and types of their own',
    `curl -F 'photo=@"./a b.bin";type=image/png;filename="x.png"' -F 'note=hi;type=text/markdown; charset=utf-8' -F 'text=<notes.txt' http://a/`,
    {
      method: 'POST',
      body: {
        kind: 'text',
        text: [
          '--atelier-boundary',
          'Content-Disposition: form-data; name="photo"; filename="x.png"',
          'Content-Type: image/png',
          '',
          '< ./a b.bin',
          '--atelier-boundary',
          'Content-Disposition: form-data; name="note"',
          'Content-Type: text/markdown; charset=utf-8',
          '',
          'hi',
          '--atelier-boundary',
          'Content-Disposition: form-data; name="text"',
          '',
          '< notes.txt',
          '--atelier-boundary--',
        ].join('\n'),
        contentType: 'multipart/form-data; boundary=atelier-boundary',
      },
    },
  ],
  ['an empty body', `curl -X POST -d '' http://a/`, { method: 'POST', body: text('') }],
  ['GET with a body', `curl -X GET http://a/ --data-raw 'x'`, { method: 'GET', body: text('x') }],
  ['--next', 'curl http://a/ --next http://b/ -X PUT', { method: 'GET', url: 'http://a/' }],
  [
    'options of no interest with values',
    'curl --retry 3 --connect-timeout 5 --cacert ca.pem -x http://p:1 --resolve a:80:1.2.3.4 http://a/',
    { url: 'http://a/' },
  ],
  ['quotes in quotes', `curl -d 'it'\\''s' http://a/`, { body: text("it's") }],
  ['words glued together', `curl "http://a/"'b c'\\ d`, { url: 'http://a/b c d' }],
  ['escapes in double quotes', `curl -d "a \\"b\\" \\\\ \\$x" http://a/`, { body: text('a "b" \\ $x') }],
  [
    'lines that go on',
    `curl http://a/ \\\n  -H 'X-A: 1' \\\r\n  -X PATCH`,
    { method: 'PATCH', headers: { 'X-A': '1' } },
  ],
  ['lines that lost their backslashes', `curl http://a/\n  -X PATCH\n`, { method: 'PATCH' }],
  ['a body of several lines', `curl http://a/ -d '{\n  "a": 1\n}'`, { body: text('{\n  "a": 1\n}') }],
  [
    'Chrome on Linux and macOS',
    `curl 'https://a.example/api?x=1' \\
  -H 'accept: application/json' \\
  -H 'accept-language: en-US,en;q=0.9' \\
  -b 'session=abc; theme=dark' \\
  -H 'sec-ch-ua: "Chromium";v="140", "Not=A?Brand";v="24"' \\
  --data-raw $'{"text":"it\\'s \\u00e9 \\u0021\\n"}' \\
  --compressed`,
    {
      method: 'POST',
      url: 'https://a.example/api?x=1',
      headers: {
        accept: 'application/json',
        'accept-language': 'en-US,en;q=0.9',
        Cookie: 'session=abc; theme=dark',
        'sec-ch-ua': '"Chromium";v="140", "Not=A?Brand";v="24"',
      },
      body: text(`{"text":"it's é !\n"}`),
    },
  ],
  [
    'Firefox',
    `curl 'https://a.example/login' -X POST -H 'User-Agent: Mozilla/5.0' -H 'Content-Type: application/x-www-form-urlencoded' -H 'Origin: https://a.example' --data-raw 'user=ada&password=love%26lace'`,
    {
      method: 'POST',
      headers: { 'User-Agent': 'Mozilla/5.0', Origin: 'https://a.example' },
      body: form({ user: 'ada', password: 'love&lace' }),
    },
  ],
  [
    'Safari and Charles',
    `curl -H 'Host: a.example' -H 'User-Agent: Shop/1 CFNetwork' -H 'Content-Type: application/json' --data-binary '{"a":1}' --compressed 'https://a.example/v1'`,
    {
      method: 'POST',
      url: 'https://a.example/v1',
      headers: { Host: 'a.example', 'User-Agent': 'Shop/1 CFNetwork' },
      body: json('{"a":1}'),
    },
  ],
  [
    'a multipart body from a browser',
    `curl 'http://a/' -H 'content-type: multipart/form-data; boundary=----WebKit1' --data-raw $'------WebKit1\\r\\nContent-Disposition: form-data; name="a"\\r\\n\\r\\n1\\r\\n------WebKit1--\\r\\n'`,
    {
      method: 'POST',
      headers: {},
      body: { kind: 'multipart', parts: [{ name: 'a', value: '1', enabled: true, file: null }] },
    },
  ],
  [
    'Chrome for cmd',
    `curl ^"https://a.example/api?x=1^&y=2^" ^\r\n  -H ^"accept: */*^" ^\r\n  -H ^"content-type: application/json^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":^\\^"50^%^ off^\\^"^}^"`,
    {
      method: 'POST',
      url: 'https://a.example/api?x=1&y=2',
      headers: { accept: '*/*' },
      body: json('{"a":"50% off"}'),
    },
  ],
  [
    'older Chrome for cmd',
    `curl "https://a.example/" ^\r\n  -H "accept: text/html" ^\r\n  --data-raw "{\\"a\\":\\"b c\\"}" ^\r\n  --compressed`,
    { method: 'POST', headers: { accept: 'text/html' }, body: text('{"a":"b c"}') },
  ],
  [
    'a body of two lines for cmd',
    `curl ^"http://a/^" ^\n --data-raw ^"one^\n\ntwo^"`,
    { body: text('one\ntwo') },
  ],
  [
    'what other shells go on by, in a text',
    "curl http://a/ --data-raw '^\n`\n^\"'",
    { body: text('^\n`\n^"') },
  ],
  [
    'PowerShell',
    'curl.exe -X POST \'http://a/it\'\'s\' `\n  -H "X-A: `"1`"" `\n  -d \'{\\"a\\":1}\'',
    { method: 'POST', url: "http://a/it's", headers: { 'X-A': '"1"' }, body: text('{"a":1}') },
  ],
];

it.each(corpus)('reads %s', (_name, command, { headers, ...expected }) => {
  const draft = parseCurl(command);
  expect(draft).toMatchObject(expected);
  if (headers !== undefined)
    expect(draft.headers.map(({ name, value }) => [name, value])).toEqual(Object.entries(headers));
});

it('keeps several headers of one name, in their order and spelling', () => {
  const { headers } = parseCurl(`curl -H 'x-a: 1' -H 'X-A: 2' -H 'x-B: 3' http://a/`);
  expect(headers.map(({ name, value }) => `${name}=${value}`)).toEqual(['x-a=1', 'X-A=2', 'x-B=3']);
});

it.each([
  ['wget http://a/', /no curl command/],
  ['', /no curl command/],
  ['curl -s', /no address/],
  ['curl -d @a -d b=1 http://a/', /the file a together with other data/],
])('refuses "%s"', (command, message) => {
  expect(() => parseCurl(command)).toThrow(message);
});

it.each([
  ['curl http://a/ -d x -H "A: b" -sS --compressed', []],
  [
    'curl -k -x http://proxy:3128 http://a/',
    ['Left out, because requests here have no such option: --insecure, --proxy.'],
  ],
  [
    'curl --aws-sigv4 aws:amz -u k:s http://a/',
    ['Left out, because requests here have no such option: --aws-sigv4.'],
  ],
  ['curl http://a/ --next http://b/', ['Only what comes before --next was taken.']],
])('%s leaves out %j', (command, lines) => {
  expect(leftOutOfCurl(command)).toEqual(lines);
  expect(parseCurl(command).url).toBe('http://a/');
});
