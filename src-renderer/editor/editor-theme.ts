import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const look = EditorView.theme({
  '&': {
    height: '100%',
    backgroundColor: 'var(--canvas)',
    color: 'var(--ink)',
    fontSize: 'var(--editor-font-size)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.55' },
  '.cm-gutters': { backgroundColor: 'var(--canvas)', color: 'var(--ink-faint)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--pane)' },
  '.cm-placeholder': { color: 'var(--ink-faint)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-wash)',
  },
  '.cm-panels': { backgroundColor: 'var(--pane)', color: 'var(--ink)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': {
    padding: '5px 36px 5px 12px',
    fontFamily: 'var(--font-sans)',
    fontSize: '13px',
  },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    marginLeft: '8px',
    verticalAlign: 'middle',
    fontSize: 'inherit',
    color: 'var(--ink-muted)',
  },
  '.cm-panel.cm-search input[type=checkbox]': { margin: '0' },
  '.cm-panel.cm-search [name=close]': {
    top: '8px',
    right: '12px',
    width: '20px',
    height: '20px',
    fontSize: '18px',
    color: 'var(--ink-muted)',
  },
  '.cm-textfield, .cm-button': {
    height: '26px',
    font: 'inherit',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    borderRadius: '5px',
  },
  '.cm-textfield': { padding: '0 8px', width: '16rem', backgroundColor: 'var(--canvas)' },
  '.cm-button': { padding: '0 10px', backgroundImage: 'none', backgroundColor: 'var(--raised)' },
  '.cm-button:hover, .cm-button:active': { backgroundImage: 'none', backgroundColor: 'var(--hover)' },
  '.cm-panels :focus-visible': { outline: '2px solid var(--accent)', outlineOffset: '-1px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy 1px var(--bad)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy 1px var(--warn)' },
  '.cm-lint-marker': { content: 'normal' },
  '.cm-lint-marker-error': { background: 'radial-gradient(var(--bad) 0.3em, transparent 0.34em)' },
  '.cm-lint-marker-warning': {
    backgroundColor: 'var(--warn)',
    clipPath: 'polygon(50% 15%, 90% 85%, 10% 85%)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line-strong)',
    borderRadius: '5px',
  },
  '.cm-tooltip-hover': { padding: '4px 8px', maxWidth: '32rem' },
  '.cm-tooltip-hover p': { margin: '4px 0 0' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--selected)',
    color: 'var(--ink)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-wash)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-wash)' },
});

const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.processingInstruction, tags.link],
    color: 'var(--accent)',
  },
  {
    tag: [tags.string, tags.special(tags.string), tags.regexp, tags.escape, tags.monospace],
    color: 'var(--good)',
  },
  { tag: tags.quote, color: 'var(--ink-muted)' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--warn)' },
  {
    tag: [tags.comment, tags.lineComment, tags.blockComment],
    color: 'var(--ink-faint)',
    fontStyle: 'italic',
  },
  { tag: [tags.typeName, tags.className, tags.heading], color: 'var(--cloud)' },
  { tag: [tags.propertyName, tags.attributeName], color: 'var(--ink)' },
  { tag: [tags.function(tags.variableName), tags.macroName], color: 'var(--ink)', fontWeight: '600' },
  { tag: tags.invalid, color: 'var(--bad)' },
]);

/** The editor in the colours of the theme that is on: tokens are variables, so that a switch needs no new editor. */
export const editorTheme: Extension = [look, syntaxHighlighting(colours)];
