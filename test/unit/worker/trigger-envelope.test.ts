import { describe, expect, it } from 'vitest';
import { checkHttpResponse, decodeHttpResponse, textOf } from '../../../src-main/worker/trigger-envelope.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a response', () => {
  it('needs no more than a status', () => {
    expect(checkHttpResponse({ status: 204 }).response).toEqual({
      status: 204,
      statusText: '',
      headers: [],
      body: new Uint8Array(0),
    });
  });

  it('keeps the order and spelling of headers, and their several values', () => {
    const headers = { 'x-b': 1, 'X-A': 'é', 'Set-Cookie': ['a=1', 'b=2'] };
    expect(checkHttpResponse({ status: 200, headers }).response?.headers).toEqual([
      ['x-b', '1'],
      ['X-A', 'é'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ]);
  });

  it('takes a body of text, of bytes, and of base64', () => {
    const bodyOf = (fields: object) => [
      ...(checkHttpResponse({ status: 200, ...fields }).response?.body ?? []),
    ];
    expect(bodyOf({ body: 'é' })).toEqual([0xc3, 0xa9]);
    expect(bodyOf({ body: Uint8Array.of(1, 2) })).toEqual([1, 2]);
    expect(bodyOf({ bodyBase64: 'AQI=' })).toEqual([1, 2]);
    expect(bodyOf({ body: null })).toEqual([]);
  });

  it.each([
    [undefined, 'the response has to be an object, not missing'],
    ['text', 'the response has to be an object, not a string'],
    [[], 'the response has to be an object, not a list'],
    [{}, 'status has to be a whole number from 200 to 599, not missing'],
    [{ status: 99 }, 'status has to be a whole number from 200 to 599, not 99'],
    [{ status: 200.5 }, 'status has to be a whole number from 200 to 599, not 200.5'],
    [{ status: 200, statusText: 5 }, 'statusText has to be a string, not a number'],
    [{ status: 200, statusText: 'a\r\nb' }, 'statusText has characters that HTTP does not allow'],
    [{ status: 200, headers: [] }, 'headers has to be an object, not a list'],
    [{ status: 200, headers: { 'a b': '1' } }, '"a b" is not a name that a header can have'],
    [{ status: 200, headers: { '': '1' } }, '"" is not a name that a header can have'],
    [{ status: 200, headers: { a: null } }, 'header "a" has to be a string, not null'],
    [
      { status: 200, headers: { a: 'b\r\nc: d' } },
      'header "a" has characters that HTTP does not allow in a value',
    ],
    [{ status: 200, headers: { a: '€' } }, 'header "a" has characters that HTTP does not allow in a value'],
    [{ status: 200, body: {} }, 'body has to be a string or bytes, not an object'],
    [{ status: 200, bodyBase64: '?' }, 'bodyBase64 has to be a string of base64'],
    [
      { status: 200, body: 'a', bodyBase64: 'AQI=' },
      'body and bodyBase64 are both set; one of them has to go',
    ],
  ])('is refused as %j, because %s', (value, problem) => {
    expect(checkHttpResponse(value)).toEqual({ response: null, problem });
  });

  it.each([
    [bytes(''), 'no response was written to file descriptor 4'],
    [Uint8Array.of(0xff), 'the response is not UTF-8'],
    [bytes('{'), expect.stringContaining('the response is not JSON: ')],
  ])('is refused when its bytes are none of JSON', (encoded, problem) => {
    expect(decodeHttpResponse(encoded).problem).toEqual(problem);
  });
});

describe('text', () => {
  it('is what is valid UTF-8, a byte-order mark included', () => {
    expect(textOf(bytes('\ufeffé'))).toBe('\ufeffé');
    expect(textOf(Uint8Array.of(0xc3))).toBeNull();
  });
});
