import { EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { editorTheme } from '../editor/editor-theme.ts';
import { languageOf } from '../editor/languages.ts';
import { shadowRootOf } from '../editor/shadow-root.ts';
import type { Match } from './find-matches.ts';

interface TextViewProps {
  readonly text: string;
  /** Decides the language. */
  readonly path: string;
  readonly matches: readonly Match[];
  /** Which of the matches is shown, from 0. */
  readonly current: number;
}

/** A text of any length to read, in the colours of its language, with what was found in it marked. */
export function TextView({ text, path, matches, current }: TextViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  useEffect(() => {
    if (host.current === null) return;
    const root = shadowRootOf(host.current);
    const editor = new EditorView({ parent: root, root, state: stateOf(text) });
    view.current = editor;
    void languageOf(path).then((language) =>
      editor.dispatch({ effects: StateEffect.appendConfig.of(language) }),
    );
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [text, path]);
  useEffect(() => {
    const match = matches[current];
    view.current?.dispatch({
      effects: [
        setMatches.of({ matches, current }),
        ...(match === undefined ? [] : [EditorView.scrollIntoView(match.from, { y: 'center' })]),
      ],
    });
  }, [matches, current]);
  return <div ref={host} className="h-full min-h-0 overflow-hidden select-text" />;
}

function stateOf(text: string): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      editorTheme,
      markTheme,
      lineNumbers(),
      EditorView.lineWrapping,
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({ 'aria-label': 'Response', tabindex: '0' }),
      markField,
    ],
  });
}

const setMatches = StateEffect.define<{ readonly matches: readonly Match[]; readonly current: number }>();

const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, transaction) => {
    const effect = transaction.effects.find((candidate) => candidate.is(setMatches));
    if (effect === undefined) return marks;
    const { matches, current } = effect.value;
    const limit = transaction.state.doc.length;
    return Decoration.set(
      matches
        .filter(({ to }) => to <= limit)
        .map(({ from, to }, index) =>
          Decoration.mark({ class: index === current ? 'found current' : 'found' }).range(from, to),
        ),
    );
  },
  provide: (field) => EditorView.decorations.from(field),
});

const markTheme = EditorView.theme({
  '.found': {
    backgroundColor: 'var(--warn-wash)',
    textDecoration: 'underline 2px var(--warn)',
  },
  '.found.current': { outline: '2px solid var(--accent)' },
});
