import type { StreamLanguage } from '@codemirror/language';
import { expect, it } from 'vitest';
import { cLanguage, zigLanguage } from '../../../src-renderer/editor/c-family.ts';

/** The stretches of a text that have a colour, with what they are. */
function tokensOf(language: StreamLanguage<unknown>, text: string): string[] {
  const tokens: string[] = [];
  language.parser.parse(text).iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'Document') tokens.push(`${name}: ${text.slice(from, to)}`);
    },
  });
  return tokens;
}

it('tells what the words of C are, also in comments of several lines and texts with quotes in them', () => {
  const text =
    '#include <stdio.h>\n/* one\nint two */ int main(void) { return puts("a \\" b") + 0x1f; } // end';
  expect(tokensOf(cLanguage, text)).toEqual([
    'string: #include <stdio.h>',
    'comment: /* one',
    'comment: int two */',
    'typeName: int',
    'variableName.function: main',
    'typeName: void',
    'keyword: return',
    'variableName.function: puts',
    'string: "a \\" b"',
    'number: 0x1f',
    'comment: // end',
  ]);
});

it('knows the builtins and the texts of Zig', () => {
  const text = 'const std = @import("std");\nconst text =\n    \\\\int is no type here\n;';
  expect(tokensOf(zigLanguage, text)).toEqual([
    'keyword: const',
    'variableName: std',
    'macroName: @import',
    'string: "std"',
    'keyword: const',
    'variableName: text',
    'string: \\\\int is no type here',
  ]);
});
