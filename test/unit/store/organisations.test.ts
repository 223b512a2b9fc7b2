import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';

it('keeps owners in the order in which they were added', () => {
  const { organisations } = emptyStore();
  organisations.insert({ id: 'orga_1', name: 'Analytical Engines', kind: 'organisation' });
  expect(organisations.list()).toEqual([
    { id: 'user_1', name: 'Ada', kind: 'user', email: 'ada@example.org' },
    { id: 'orga_1', name: 'Analytical Engines', kind: 'organisation', email: null },
  ]);
  expect(organisations.find('orga_1')?.name).toBe('Analytical Engines');
  expect(organisations.find('orga_2')).toBeUndefined();
});
