import { describe, expect, it } from 'vitest';
import { fileNameProblem } from '../../../src-main/contract/file-name.ts';

describe('fileNameProblem', () => {
  it.each(['hello.js', '.env', 'Größe 2.txt', 'console.log', 'a'])('has nothing against %j', (name) => {
    expect(fileNameProblem(name)).toBeNull();
  });

  it.each([
    '',
    '.',
    '..',
    'a/b',
    'a\\b',
    'a:b',
    'what?',
    ' a',
    'a ',
    'a.',
    'a\nb',
    'NUL',
    'com1.txt',
    'x'.repeat(256),
  ])('says what is wrong with %j', (name) => {
    expect(fileNameProblem(name)).toMatch(/\.$/);
  });
});
