import { StreamLanguage, type StreamParser } from '@codemirror/language';

interface Vocabulary {
  readonly name: string;
  readonly keywords: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
  /** What else has a colour of its own, tried before words: directives, builtins. */
  readonly special: readonly (readonly [pattern: RegExp, token: string])[];
}

interface State {
  inComment: boolean;
}

/** C and C++, as far as colours go: comments, texts, numbers, words and what is called. */
export const cLanguage = languageOf({
  name: 'c',
  keywords: words(
    'alignas alignof asm auto break case catch class concept const constexpr consteval constinit const_cast continue',
    'co_await co_return co_yield decltype default delete do dynamic_cast else enum explicit export extern final for',
    'friend goto if inline mutable namespace new noexcept operator override private protected public register',
    'reinterpret_cast requires restrict return sizeof static static_assert static_cast struct switch template this',
    'thread_local throw try typedef typeid typename union using virtual volatile while true false nullptr NULL',
  ),
  types: words(
    'bool char char8_t char16_t char32_t double float int long short signed unsigned void wchar_t size_t ssize_t',
    'int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t ptrdiff_t FILE string',
    'string_view vector map optional',
  ),
  special: [
    [/^#\s*include\s*(?:<[^>]*>|"[^"]*")?/, 'string'],
    [/^#\s*[a-z]+/, 'keyword'],
  ],
});

/** Zig, in the same way. */
export const zigLanguage = languageOf({
  name: 'zig',
  keywords: words(
    'addrspace align allowzero and anyframe asm async await break callconv catch comptime const continue defer else',
    'enum errdefer error export extern fn for if inline linksection noalias noinline nosuspend opaque or orelse packed',
    'pub resume return struct suspend switch test threadlocal try union unreachable usingnamespace var volatile while',
    'true false null undefined',
  ),
  types: words(
    'anyerror anyopaque anytype bool comptime_float comptime_int f16 f32 f64 f80 f128 isize noreturn type usize void',
    'i8 i16 i32 i64 i128 u8 u16 u32 u64 u128',
  ),
  special: [
    [/^@\w+/, 'macroName'],
    // A line of a text that has several.
    [/^\\\\.*/, 'string'],
  ],
});

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(' ').split(' '));
}

function languageOf(vocabulary: Vocabulary): StreamLanguage<State> {
  return StreamLanguage.define<State>({
    name: vocabulary.name,
    startState: () => ({ inComment: false }),
    token: (stream, state) => tokenOf(stream, state, vocabulary),
    languageData: { commentTokens: { line: '//' } },
  });
}

function tokenOf(
  stream: Parameters<StreamParser<State>['token']>[0],
  state: State,
  { keywords, types, special }: Vocabulary,
): string | null {
  if (state.inComment || stream.match('/*')) {
    state.inComment = !stream.match(/^.*?\*\//);
    if (state.inComment) stream.skipToEnd();
    return 'comment';
  }
  if (stream.eatSpace()) return null;
  if (stream.match(/^\/\/.*/)) return 'comment';
  for (const [pattern, token] of special) if (stream.match(pattern)) return token;
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^'\\]|\\.)+'/)) return 'string';
  if (stream.match(/^\d[\w.']*/)) return 'number';
  const word = stream.match(/^[A-Za-z_]\w*/) as RegExpMatchArray | null;
  if (word === null) {
    stream.next();
    return null;
  }
  if (keywords.has(word[0])) return 'keyword';
  if (types.has(word[0])) return 'typeName';
  return stream.match(/^\s*\(/, false) ? 'variableName.function' : 'variableName';
}
