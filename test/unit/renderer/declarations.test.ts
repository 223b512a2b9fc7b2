import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDeclarations } from '../../../src-renderer/editor/declarations.ts';

const runtime = readDeclarations(
  readFileSync(new URL('../../../resources/javascript/atelier.d.ts', import.meta.url), 'utf8'),
);

describe('the declarations of the JavaScript library', () => {
  it.each([
    [null, 'console'],
    [null, 'std'],
    [null, 'readStdin'],
    ['std', 'getenv'],
    ['console', 'log'],
    ['HttpRequest', 'path'],
    ['PulsarMessage', 'payload'],
    ['OutputStream', 'puts'],
  ])('have %s %s', (owner, name) => {
    expect(runtime).toContainEqual(expect.objectContaining({ owner, name }));
  });

  it('bring their comments and their signature on one line', () => {
    expect(runtime.find(({ name }) => name === 'readStdin')).toEqual({
      owner: null,
      name: 'readStdin',
      signature: 'function readStdin(): string',
      documentation: 'All of stdin as text.',
    });
  });
});
