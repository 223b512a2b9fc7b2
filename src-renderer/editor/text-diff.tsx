import { MergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { editorTheme } from './editor-theme.ts';
import { shadowRootOf } from './shadow-root.ts';

interface TextDiffProps {
  /** What the two sides are called, for screen readers. */
  readonly names: readonly [before: string, after: string];
  readonly before: string;
  readonly after: string;
}

/** Two texts beside one another, to read, with what differs marked and what does not folded away. */
export function TextDiff({ names: [nameBefore, nameAfter], before, after }: TextDiffProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return;
    const root = shadowRootOf(host.current);
    const view = new MergeView({
      parent: root,
      root,
      a: { doc: before, extensions: extensionsOf(nameBefore) },
      b: { doc: after, extensions: extensionsOf(nameAfter) },
      collapseUnchanged: { margin: 3, minSize: 6 },
    });
    return () => view.destroy();
  }, [nameBefore, nameAfter, before, after]);
  return <div ref={host} className="min-h-0 grow overflow-auto select-text" />;
}

function extensionsOf(label: string): Extension {
  return [
    diffTheme,
    editorTheme,
    lineNumbers(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ 'aria-label': label }),
  ];
}

/** The library has colours of its own, and for its bar signs that few fonts have. */
const diffTheme = EditorView.theme({
  '&.cm-merge-a .cm-changedText': { background: underline('--bad') },
  '&.cm-merge-b .cm-changedText': { background: underline('--good') },
  '&.cm-merge-a .cm-changedLineGutter': { background: 'var(--bad)' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--good)' },
  '& .cm-collapsedLines': {
    background: 'var(--frame)',
    color: 'var(--ink-muted)',
    '&:before, &:after': { content: '"⋯"' },
  },
});

function underline(colour: string): string {
  const half = `color-mix(in srgb, var(${colour}) 60%, transparent)`;
  return `linear-gradient(${half}, ${half}) bottom / 100% 2px no-repeat`;
}
