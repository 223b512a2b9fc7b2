import { expect, it } from 'vitest';
import { lastWords } from '../../../src-renderer/traces/last-words.ts';

const ended = (kind: string, stdout: string, stderr: string) =>
  lastWords({ halt: { kind, message: '', stack: [] }, stdout, stderr });

it('are the end of what a program wrote to stderr, or else to stdout', () => {
  expect(ended('exit', 'working\n', 'no database\n')).toBe('no database');
  expect(ended('trap', 'panic: no database\n', '')).toBe('panic: no database');
  const lines = Array.from({ length: 20 }, (_, line) => String(line));
  expect(ended('trap', '', lines.join('\n'))).toBe(lines.slice(12).join('\n'));
});

it('are none where the reason says what was thrown', () => {
  expect(ended('exception', '', 'Error: no database')).toBe('');
});
