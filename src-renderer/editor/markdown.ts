import { StreamLanguage } from '@codemirror/language';

/** Markdown, as far as a README needs it: headings, code and what stands between fences. */
export const markdownLanguage = StreamLanguage.define<{ inCode: boolean }>({
  name: 'markdown',
  startState: () => ({ inCode: false }),
  token(stream, state) {
    if (stream.sol() && stream.match(/^\s*(?:```|~~~).*/)) {
      state.inCode = !state.inCode;
      return 'comment';
    }
    if (state.inCode) {
      stream.skipToEnd();
      return 'string';
    }
    if (stream.sol() && stream.match(/^#{1,6}\s.*/)) return 'heading';
    if (stream.match(/^`[^`]+`/)) return 'string';
    if (stream.match(/^\[[^\]]*\]\([^)]*\)/)) return 'keyword';
    stream.next();
    return null;
  },
});
