import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';

it('keeps the secrets of each folder by name', () => {
  const { projectSecrets } = emptyStore();
  projectSecrets.set('/a', 'KEY', 'old');
  projectSecrets.set('/a', 'KEY', 'new');
  projectSecrets.set('/a', 'PIN', '');
  projectSecrets.set('/b', 'KEY', 'theirs');
  expect(projectSecrets.read('/a')).toEqual({ KEY: 'new', PIN: '' });
  projectSecrets.delete('/a', 'KEY');
  projectSecrets.delete('/a', 'NONE');
  expect(projectSecrets.read('/a')).toEqual({ PIN: '' });
  expect(projectSecrets.read('/b')).toEqual({ KEY: 'theirs' });
});
