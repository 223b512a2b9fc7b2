import { StreamLanguage } from '@codemirror/language';

const keywords = words(
  'addrspace align allowzero and anyframe asm async await break callconv catch comptime const continue defer else',
  'enum errdefer error export extern fn for if inline linksection noalias noinline nosuspend opaque or orelse packed',
  'pub resume return struct suspend switch test threadlocal try union unreachable usingnamespace var volatile while',
  'true false null undefined',
);
const types = words(
  'anyerror anyopaque anytype bool comptime_float comptime_int f16 f32 f64 f80 f128 isize noreturn type usize void',
  'i8 i16 i32 i64 i128 u8 u16 u32 u64 u128',
);

/** Zig, as far as colours go: comments, texts, numbers, words and what is called. Nobody keeps a package of it. */
export const zigLanguage = StreamLanguage.define({
  name: 'zig',
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/^\/\/.*/)) return 'comment';
    if (stream.match(/^@\w+/)) return 'macroName';
    // Two backslashes begin a line of a text that has several.
    if (stream.match(/^\\\\.*/)) return 'string';
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^'\\]|\\.)+'/)) return 'string';
    if (stream.match(/^\d[\w.]*/)) return 'number';
    const word = stream.match(/^[A-Za-z_]\w*/) as RegExpMatchArray | null;
    if (word === null) {
      stream.next();
      return null;
    }
    if (keywords.has(word[0])) return 'keyword';
    if (types.has(word[0])) return 'typeName';
    return stream.match(/^\s*\(/, false) ? 'variableName.function' : 'variableName';
  },
  languageData: { commentTokens: { line: '//' } },
});

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(' ').split(' '));
}
