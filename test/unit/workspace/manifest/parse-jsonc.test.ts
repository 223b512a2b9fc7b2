import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  JsoncError,
  keyAt,
  nodeAt,
  parseJsonc,
  placeAt,
  plainValue,
} from '../../../../src-main/workspace/manifest/parse-jsonc.ts';

/** Keys that objects treat in their own way are not what this is about. */
const json = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));

describe('parseJsonc', () => {
  it('reads every JSON text as JSON.parse does', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(plainValue(parseJsonc(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('allows comments, trailing commas and a byte order mark', () => {
    const text = '\ufeff// one\n{ /* two */ "a": [1, 2, /* three */], "b": "// no comment", } // four';
    expect(plainValue(parseJsonc(text))).toEqual({ a: [1, 2], b: '// no comment' });
  });

  it.each([
    ['{ "a": }', 7],
    ['{ "a" 1 }', 6],
    ['{ "a": 1 "b": 2 }', 9],
    ['[1, 2', 5],
    ['{ a: 1 }', 2],
    ['{ 1: 1 }', 2],
    ['{ "a": 1, "a": 2 }', 10],
    ['{} {}', 3],
    ['"a\nb"', 0],
    ['[01]', 1],
    ['', 0],
    [',', 0],
    ['/* open', 0],
  ])('says where %j stops being JSON', (text, offset) => {
    try {
      parseJsonc(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(JsoncError);
      expect((error as JsoncError).offset).toBe(offset);
    }
  });

  it('finds the place of a field and of its name, or of the nearest thing there is', () => {
    const text = '{\n  "a": {\n    "b": [\n      1,\n      2\n    ]\n  }\n}';
    const root = parseJsonc(text);
    expect(placeAt(text, nodeAt(root, ['a', 'b', 1]).start)).toEqual({ line: 5, column: 7 });
    expect(placeAt(text, nodeAt(root, ['a', 'missing', 'more']).start)).toEqual({ line: 2, column: 8 });
    expect(placeAt(text, keyAt(root, ['a', 'b']).start)).toEqual({ line: 3, column: 5 });
    expect(placeAt(text, keyAt(root, ['a', 'missing']).start)).toEqual({ line: 2, column: 8 });
  });
});
