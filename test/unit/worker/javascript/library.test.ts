import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../../../src-main/worker/runtime.ts';
import { answerOf, loadFunction, runFunction, standardInput } from '../../../support/javascript-function.ts';

/** What a script prints. */
const print = async (source: string, stdin = '') =>
  (await runFunction(source, standardInput(stdin))).stdoutText;
/** The value of an expression in a function, by way of JSON. */
const result = async (expression: string) =>
  JSON.parse(await print(`(async () => print(JSON.stringify(await (${expression}))))();`));
/** A function that evaluates the expression that it gets as stdin. */
const evaluator = () =>
  loadFunction('async function main() { return JSON.stringify(await (0, eval)(readStdin())); }');
const evaluate = async (runtime: Runtime, expression: string) =>
  JSON.parse((await answerOf(runtime, standardInput(`(${expression})`))).stdoutText);

it('is what the declarations for editors say', async () => {
  const declarations = await readFile(
    new URL('../../../../resources/javascript/atelier.d.ts', import.meta.url),
    'utf8',
  );
  const names = [...declarations.matchAll(/^declare (?:const|class|function) (\w+)/gm)].map(
    ([, name]) => name,
  );
  expect(names.length).toBeGreaterThan(20);
  expect(await result(`[${names.map((name) => `typeof ${name}`).join()}].includes('undefined')`)).toBe(false);
});

describe('the standard streams', () => {
  it('reads in lines, bytes and all at once', async () => {
    expect(
      await print(
        `const lines = [std.in.getline(), std.in.getline()];
         const bytes = [...std.in.readBytes(3)];
         print(JSON.stringify([lines, bytes, std.in.eof(), std.in.readAsString(), std.in.eof(), std.in.getline()]));`,
        'one\n\nabcrest\nof it',
      ),
    ).toBe('[["one",""],[97,98,99],false,"rest\\nof it",true,null]\n');
  });

  it('reads more than one piece, and text whose characters lie across pieces', async () => {
    const text = 'é'.repeat(100_000);
    expect(await print('print(std.in.readAsString().length);', text)).toBe('100000\n');
    expect(await print('print(std.in.getline().length, std.in.getline());', `${text}\nend`)).toBe(
      '100000 end\n',
    );
  });

  it('writes text and bytes', async () => {
    const source =
      'std.out.puts("a", 1); std.out.write(new Uint8Array([98])); std.out.write("c"); std.out.flush(); process.stdout.write("d");';
    expect(await print(source)).toBe('a1bcd');
  });

  it('gives arguments and environment by every name', async () => {
    const run = await runFunction(
      'print(JSON.stringify([scriptArgs, process.argv, process.env, std.getenv("A"), std.getenv("B"), std.getenviron()]));',
      { ...standardInput(), arguments: ['function', 'one'], environment: { A: 'é=1', EMPTY: '' } },
    );
    const environment = { A: 'é=1', EMPTY: '' };
    expect(JSON.parse(run.stdoutText)).toEqual([
      ['function', 'one'],
      ['function', 'one'],
      environment,
      'é=1',
      null,
      environment,
    ]);
  });

  it('does without arguments and environment', async () => {
    const run = await runFunction('print(JSON.stringify([scriptArgs, process.env]));', {
      ...standardInput(),
      arguments: [],
    });
    expect(JSON.parse(run.stdoutText)).toEqual([[], {}]);
  });
});

describe('text', () => {
  it('encodes and decodes UTF-8 like the platform', async () => {
    const runtime = await evaluator();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.uint8Array({ maxLength: 30 }),
        async (text, bytes) => {
          const list = JSON.stringify([...bytes]);
          expect(
            await evaluate(
              runtime,
              `[[...new TextEncoder().encode(${JSON.stringify(text)})], new TextDecoder().decode(new Uint8Array(${list}))]`,
            ),
          ).toEqual([[...new TextEncoder().encode(text)], new TextDecoder().decode(bytes)]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('decodes in pieces, strictly, and with a byte-order mark', async () => {
    expect(
      await result(`(() => {
        const decoder = new TextDecoder();
        const pieces = [[0xf0, 0x9f], [0x98], [0x80, 0xe2], []].map((piece, index) =>
          decoder.decode(new Uint8Array(piece), { stream: index < 3 }));
        const refused = (bytes) => { try { new TextDecoder('utf8', { fatal: true }).decode(bytes); } catch (error) { return error.name; } };
        const mark = new Uint8Array([0xef, 0xbb, 0xbf, 0x61]);
        return [pieces, refused(new Uint8Array([0xff])), new TextDecoder().decode(mark),
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(mark.buffer), new TextEncoder().encodeInto('aé', new Uint8Array(2))];
      })()`),
    ).toEqual([['', '', '😀', '\ufffd'], 'TypeError', 'a', '\ufeffa', { read: 1, written: 1 }]);
  });

  it('has base64', async () => {
    expect(await result('[btoa("hi"), atob("aGk=")]')).toEqual(['aGk=', 'hi']);
  });
});

describe('URL', () => {
  it('parses, resolves and changes like the platform', async () => {
    expect(
      await result(`(() => {
        const url = new URL('../x?a=1#h', 'https://me:secret@example.com:8080/a/b/');
        const before = url.href;
        url.port = ''; url.hash = ''; url.pathname = '/é'; url.searchParams.append('b', 'c d&');
        const { origin, host, hostname, protocol, username, password, search } = url;
        return [before, String(url), origin, host, hostname, protocol, username, password, search,
          URL.canParse('nope'), URL.parse('nope'), JSON.stringify({ url })];
      })()`),
    ).toEqual([
      'https://me:secret@example.com:8080/a/x?a=1#h',
      'https://me:secret@example.com/%C3%A9?a=1&b=c+d%26',
      'https://example.com',
      'example.com',
      'example.com',
      'https:',
      'me',
      'secret',
      '?a=1&b=c+d%26',
      false,
      null,
      '{"url":"https://me:secret@example.com/%C3%A9?a=1&b=c+d%26"}',
    ]);
  });

  it('keeps one list of parameters, which follows the query', async () => {
    expect(
      await result(`(() => {
        const url = new URL('http://a/?x=1');
        const list = url.searchParams;
        url.search = '?y=2';
        const before = list.get('y');
        url.href = 'http://b/?z=3';
        list.append('w', '4');
        return [before, list === url.searchParams, String(list), url.href];
      })()`),
    ).toEqual(['2', true, 'z=3&w=4', 'http://b/?z=3&w=4']);
  });

  it('refuses a parameter that is not a name and a value', async () => {
    expect(
      await result(
        `(() => { try { new URLSearchParams([['a']]); } catch (error) { return error.name; } })()`,
      ),
    ).toBe('TypeError');
  });

  it('is told from other classes by its tag, as packages do', async () => {
    expect(
      await result(`[new URL('http://a/'), new URLSearchParams(), new Headers(), new Response(), new TextDecoder()]
        .map((value) => Object.prototype.toString.call(value).slice(8, -1))`),
    ).toEqual(['URL', 'URLSearchParams', 'Headers', 'Response', 'TextDecoder']);
  });

  it('refuses what is no URL', async () => {
    expect(
      await result(`(() => { try { new URL('/path'); } catch (error) { return String(error); } })()`),
    ).toBe('TypeError: Invalid URL: /path');
  });

  it('reads and writes parameters like the platform', async () => {
    const runtime = await evaluator();
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', '&', '=', '+', '%', ' ', '😀', '%41', "'", '~', '*'),
    });
    // Node itself errs where what is not ASCII stands beside what is escaped.
    const query = fc.string({
      unit: fc.constantFrom('a', '?', '&', '=', '+', '%', ' ', '%C3%A9', '%41', '%ff'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { maxLength: 4 }), query, async (pairs, search) => {
        const expression = `[String(new URLSearchParams(${JSON.stringify(pairs)})), [...new URLSearchParams(${JSON.stringify(search)})]]`;
        expect(await evaluate(runtime, expression)).toEqual([
          String(new URLSearchParams(pairs)),
          [...new URLSearchParams(search)],
        ]);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps a list of parameters', async () => {
    expect(
      await result(`(() => {
        const list = new URLSearchParams({ b: 2, a: 1 });
        list.append('a', 3); list.set('b', 4); list.append('c', 5); list.delete('c');
        const found = [list.get('a'), list.getAll('a'), list.has('a', '3'), list.has('x'), list.get('x'), list.size];
        list.sort();
        return [...found, String(list), [...list.keys()], [...list.values()]];
      })()`),
    ).toEqual(['1', ['1', '3'], true, false, null, 3, 'a=1&a=3&b=4', ['a', 'a', 'b'], ['1', '3', '4']]);
  });
});

describe('Headers', () => {
  it('are found in any case and listed in order', async () => {
    expect(
      await result(`(() => {
        const headers = new Headers({ 'X-B': '1', Accept: ' text ' });
        headers.append('x-b', '2'); headers.set('C', '3'); headers.delete('c');
        headers.append('Set-Cookie', 'a'); headers.append('Set-Cookie', 'b');
        return [headers.get('x-B'), headers.has('ACCEPT'), headers.get('none'), [...headers], headers.getSetCookie(),
          [...new Headers(headers)].length];
      })()`),
    ).toEqual([
      '1, 2',
      true,
      null,
      [
        ['accept', 'text'],
        ['set-cookie', 'a'],
        ['set-cookie', 'b'],
        ['x-b', '1, 2'],
      ],
      ['a', 'b'],
      4,
    ]);
  });
});

describe('crypto', () => {
  it('digests as the standards say', async () => {
    const digest = (algorithm: string) =>
      result(`crypto.subtle.digest('${algorithm}', new TextEncoder().encode('abc'))
        .then((bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join(''))`);
    expect(await digest('SHA-1')).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
    expect(await digest('sha-256')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(await result('crypto.subtle.digest("MD5", new Uint8Array()).catch((error) => error.name)')).toBe(
      'NotSupportedError',
    );
  });

  it('fills arrays and makes identifiers', async () => {
    const [id, filled, tooMany, fractions] = await result(`[
      crypto.randomUUID(),
      crypto.getRandomValues(new Uint32Array(8)).filter((word) => word !== 0).length,
      ...[new Uint8Array(65537), new Float64Array(1)].map((array) => {
        try { crypto.getRandomValues(array); } catch (error) { return error.name; }
      }),
    ]`);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(filled).toBeGreaterThan(4);
    expect(tooMany).toBe('QuotaExceededError');
    expect(fractions).toBe('TypeMismatchError');
  });

  it('makes random numbers that are spread over their range', async () => {
    const numbers: number[] = await result('Array.from({ length: 2000 }, Math.random)');
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    const tenths = Map.groupBy(numbers, (number) => Math.floor(number * 10));
    for (let tenth = 0; tenth < 10; tenth += 1) expect(tenths.get(tenth)?.length).toBeGreaterThan(120);
  });
});

describe('structuredClone', () => {
  it('copies what the language has, cycles included', async () => {
    expect(
      await result(`(() => {
        const value = { date: new Date(0), list: [1, , 3], map: new Map([['k', { v: 1 }]]), set: new Set([1]),
          bytes: new Uint8Array([1, 2, 3]).subarray(1), error: new RangeError('no'), pattern: /x/gi, big: 1n };
        value.self = value;
        const copy = structuredClone(value);
        return [copy.date.getTime(), copy.list, copy.map.get('k'), copy.map.get('k') === value.map.get('k'), [...copy.set],
          [...copy.bytes], copy.error instanceof RangeError, copy.error.message, String(copy.pattern), String(copy.big),
          copy.self === copy, 1 in copy.list];
      })()`),
    ).toEqual([0, [1, null, 3], { v: 1 }, false, [1], [2, 3], true, 'no', '/x/gi', '1', true, false]);
  });

  it('takes away what is transferred', async () => {
    expect(
      await result(`(() => {
        const bytes = new Uint8Array([1, 2, 3]);
        const copy = structuredClone({ bytes }, { transfer: [bytes.buffer] });
        const again = (() => { try { structuredClone(1, { transfer: [bytes.buffer] }); } catch (error) { return error.name; } })();
        return [[...copy.bytes], bytes.length, again];
      })()`),
    ).toEqual([[1, 2, 3], 0, 'DataCloneError']);
  });

  it('refuses functions and the like', async () => {
    expect(
      await result(`[() => {}, Symbol(), Promise.resolve()].map((value) => {
        try { structuredClone({ value }); } catch (error) { return error.name; }
      })`),
    ).toEqual(['DataCloneError', 'DataCloneError', 'DataCloneError']);
  });
});

describe('time', () => {
  it('goes on', async () => {
    expect(
      await result(
        `(() => { const start = performance.now(); while (performance.now() - start < 1); return performance.now() > start; })()`,
      ),
    ).toBe(true);
  });

  it('is the same by both clocks', async () => {
    const difference = 'performance.timeOrigin + performance.now() - Date.now()';
    expect(await result(`Math.abs(${difference}) < 1000`)).toBe(true);
  });
});
