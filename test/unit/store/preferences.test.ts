import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';

it('keeps the last value of each key', () => {
  const { preferences } = emptyStore();
  preferences.set('theme', '"light"');
  preferences.set('theme', '"dark"');
  preferences.set('layout', '{"sidebar":240}');
  expect(preferences.all()).toEqual({ theme: '"dark"', layout: '{"sidebar":240}' });
  preferences.delete('layout');
  preferences.delete('layout');
  expect(preferences.all()).toEqual({ theme: '"dark"' });
});
