import { expect, test } from 'vitest';
import { rankMatches } from '../../../src-renderer/app/commands/rank-matches.ts';

const rank = (items: readonly string[], typed: string, most = 10) =>
  rankMatches(items, typed, (item) => item, most);

test('without a word the items stand in their own order, as many as are wanted', () => {
  expect(rank(['b', 'a', 'c'], '  ', 2)).toEqual(['b', 'a']);
});

test('every word has to be in the text, in any case and order', () => {
  const commands = ['View Toggle sidebar', 'View Toggle panel', 'Tabs Close tab'];
  expect(rank(commands, 'PANEL tog')).toEqual(['View Toggle panel']);
  expect(rank(commands, 'toggle nothing')).toEqual([]);
});

test('the beginning of the text comes before that of a word, and both before the inside of one', () => {
  expect(rank(['unresized', 'image-resize', 'resize', 'resize-image'], 'resize')).toEqual([
    'resize',
    'resize-image',
    'image-resize',
    'unresized',
  ]);
});
