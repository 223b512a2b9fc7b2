import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, foldGutter, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, type Diagnostic as Mark, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder as placeholderText,
} from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { Diagnostic as Problem } from '../../src-main/contract/diagnostic.ts';
import { useEditorPreferences } from './editor-preferences.ts';
import { editorTheme } from './editor-theme.ts';
import { languageOf } from './languages.ts';
import { shadowRootOf } from './shadow-root.ts';

interface CodeEditorProps {
  readonly label: string;
  /** Decides the language. */
  readonly path: string;
  /** The text; a value other than what stands there replaces it. */
  readonly value: string;
  readonly onChange?: (text: string) => void;
  readonly readOnly?: boolean;
  readonly placeholder?: string;
  /** Marked at their lines; those without one stand at the first. */
  readonly problems?: readonly Problem[];
  /** Where to put the cursor once, 1 for the first line. */
  readonly line?: number | undefined;
  /** And in it, 1 for its beginning. */
  readonly column?: number | undefined;
  /** Short editors, as for a body, go without gutters. */
  readonly bare?: boolean;
}

/** A code editor: CodeMirror with the language of the file's name and the colours of the theme. */
export function CodeEditor(props: CodeEditorProps) {
  const { label, path, value, readOnly = false, placeholder, problems, line, column, bare = false } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const habits = useRef(new Compartment());
  const [{ fontSize, tabSize, wordWrap }] = useEditorPreferences();
  const onChange = useRef(props.onChange);
  onChange.current = props.onChange;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is brought in by the effect below; a new editor would lose its undo history
  useEffect(() => {
    if (host.current === null) return;
    const language = new Compartment();
    const root = shadowRootOf(host.current);
    const editor = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: value,
        extensions: [
          extensions(bare),
          language.of([]),
          habits.current.of([]),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorState.readOnly.of(readOnly),
          placeholder === undefined ? [] : placeholderText(placeholder),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) onChange.current?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    void languageOf(path).then((extension) => editor.dispatch({ effects: language.reconfigure(extension) }));
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [path, readOnly, bare, label, placeholder]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new editor has to be told again, and another size of the letters to be measured
  useEffect(() => {
    const columns = [EditorState.tabSize.of(tabSize), indentUnit.of(' '.repeat(tabSize))];
    const wrapping = wordWrap && !bare ? [EditorView.lineWrapping] : [];
    view.current?.dispatch({ effects: habits.current.reconfigure([...columns, ...wrapping]) });
  }, [fontSize, tabSize, wordWrap, path, readOnly, bare, label, placeholder]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || problems === undefined) return;
    editor.dispatch(
      setDiagnostics(
        editor.state,
        problems.map((problem) => markOf(editor, problem)),
      ),
    );
  }, [problems]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || line === undefined) return;
    const [anchor] = stretchAt(editor.state, line, column ?? null);
    editor.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
    });
    editor.focus();
  }, [line, column]);

  return <div ref={host} data-editor className="h-full min-h-0 overflow-hidden select-text" />;
}

/** Without gutters, text begins where that of the forms around it does. */
const flush = EditorView.theme({ '.cm-line': { padding: '0 12px' } });

function extensions(bare: boolean): Extension {
  return [
    editorTheme,
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion(),
    highlightSelectionMatches(),
    searchWords,
    bare
      ? [EditorView.lineWrapping, flush]
      : [lineNumbers(), foldGutter(), lintGutter(), highlightActiveLine(), highlightActiveLineGutter()],
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...completionKeymap,
      indentWithTab,
    ]),
  ];
}

/** The words of the panel that finds and replaces, which come in lower case. */
const searchWords = EditorState.phrases.of({
  next: 'Next',
  previous: 'Previous',
  all: 'All',
  replace: 'Replace',
  'replace all': 'Replace all',
  'match case': 'Match case',
  regexp: 'Regular expression',
  'by word': 'Whole words',
});

function markOf({ state }: EditorView, { line, column, severity, message }: Problem): Mark {
  const [from, to] = stretchAt(state, line ?? 1, column);
  return { from, to, severity, message };
}

/** From a place to the end of its line; of a place that is not there, from the nearest one. */
function stretchAt({ doc }: EditorState, line: number, column: number | null): [from: number, to: number] {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return [column === null ? from : Math.min(from + column - 1, to), to];
}
