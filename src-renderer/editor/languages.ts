import { StreamLanguage } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Loads the language that a file's name stands for; plain text where it stands for none. Each comes when it is needed. */
export async function languageOf(path: string): Promise<Extension> {
  switch (path.slice(path.lastIndexOf('.') + 1).toLowerCase()) {
    case 'js':
    case 'mjs':
    case 'jsx':
      return scripts(false);
    case 'ts':
    case 'tsx':
      return scripts(true);
    case 'json':
      return (await import('@codemirror/lang-json')).json();
    case 'rs':
      return (await import('@codemirror/lang-rust')).rust();
    case 'go':
      return (await import('@codemirror/lang-go')).go();
    case 'c':
    case 'h':
    case 'cc':
    case 'cpp':
    case 'cxx':
    case 'hpp':
      return (await import('@codemirror/lang-cpp')).cpp();
    case 'zig':
      return (await import('./zig.ts')).zigLanguage;
    case 'md':
      return [(await import('@codemirror/lang-markdown')).markdown(), EditorView.lineWrapping];
    case 'html':
      return (await import('@codemirror/lang-html')).html();
    case 'xml':
    case 'svg':
      return (await import('@codemirror/lang-xml')).xml();
    case 'http':
    case 'rest':
      return httpFile;
    default:
      return [];
  }
}

async function scripts(typescript: boolean): Promise<Extension> {
  const [{ javascript }, { runtimeHelp }] = await Promise.all([
    import('@codemirror/lang-javascript'),
    import('./runtime-help.ts'),
  ]);
  return [javascript({ typescript }), runtimeHelp];
}

/** Requests as editors write them: separators, variables, comments, request lines and headers. */
const httpFile = StreamLanguage.define<{ inBody: boolean }>({
  name: 'http',
  startState: () => ({ inBody: false }),
  token(stream, state) {
    if (stream.sol()) {
      if (stream.match(/^###.*/)) {
        state.inBody = false;
        return 'heading';
      }
      if (stream.match(/^(?:#|\/\/).*/)) return 'comment';
      if (stream.match(/^@[\w-]+/)) return 'atom';
      if (!state.inBody && stream.match(/^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/)) return 'keyword';
      if (!state.inBody && stream.match(/^[\w-]+(?=:)/)) return 'propertyName';
    }
    if (stream.match(/^\{\{[^}]*\}\}/)) return 'atom';
    stream.next();
    return null;
  },
  blankLine(state) {
    state.inBody = true;
  },
});
