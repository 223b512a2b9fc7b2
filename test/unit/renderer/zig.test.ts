import { expect, it } from 'vitest';
import { zigLanguage } from '../../../src-renderer/editor/zig.ts';

/** The stretches of a text that have a colour, with what they are. */
function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  zigLanguage.parser.parse(text).iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'Document') tokens.push(`${name}: ${text.slice(from, to)}`);
    },
  });
  return tokens;
}

it('knows the builtins and the texts of Zig', () => {
  const text =
    'const std = @import("std"); // "no text"\nconst text =\n    \\\\int is no type here\n;\nfn add(a: u8) 0x1f';
  expect(tokensOf(text)).toEqual([
    'keyword: const',
    'variableName: std',
    'macroName: @import',
    'string: "std"',
    'comment: // "no text"',
    'keyword: const',
    'variableName: text',
    'string: \\\\int is no type here',
    'keyword: fn',
    'variableName.function: add',
    'variableName: a',
    'typeName: u8',
    'number: 0x1f',
  ]);
});
