import { expect, it } from 'vitest';
import { chordOf } from '../../../src-renderer/app/commands/key-chord.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
type Press = Partial<Parameters<typeof chordOf>[0]> & { readonly key: string; readonly code: string };

it.each<[string, Press, string | undefined]>([
  ['a letter', { key: 'f', code: 'KeyF' }, 'F'],
  ['a letter with modifiers', { key: 'D', code: 'KeyD', ctrlKey: true, shiftKey: true }, 'Mod+Shift+D'],
  ['a letter of another alphabet, by its place', { key: 'ф', code: 'KeyA', ctrlKey: true }, 'Mod+A'],
  ['a question mark where it is Shift and a slash', { key: '?', code: 'Slash', shiftKey: true }, '?'],
  ['a question mark where it is Shift and a letter', { key: '?', code: 'KeyM', shiftKey: true }, '?'],
  ['a slash where it is Shift and a digit', { key: '/', code: 'Digit7', shiftKey: true }, '/'],
  ['a slash with modifiers', { key: '?', code: 'Slash', ctrlKey: true, shiftKey: true }, 'Mod+Shift+/'],
  ['a digit', { key: '1', code: 'Digit1' }, '1'],
  ['the key of a digit where that takes Shift', { key: '&', code: 'Digit1' }, '1'],
  ['a digit where it takes Shift', { key: '1', code: 'Digit1', shiftKey: true }, 'Shift+1'],
  ['a named key', { key: 'Escape', code: 'Escape' }, 'Escape'],
  ['a modifier alone', { key: 'Shift', code: 'ShiftLeft', shiftKey: true }, undefined],
])('%s', (_, event, chord) => {
  expect(chordOf({ ...plain, ...event })).toBe(chord);
});
