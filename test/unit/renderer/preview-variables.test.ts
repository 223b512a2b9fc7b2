import { expect, it } from 'vitest';
import type { Variable } from '../../../src-main/contract/rpc/requests.ts';
import { fillDraft, previewText, referencesIn } from '../../../src-renderer/composer/preview-variables.ts';

const variables: Variable[] = [
  { name: 'gateway', value: 'http://127.0.0.1:8787', origin: 'built-in', secret: false },
  { name: 'base', value: '{{gateway}}/hello', origin: 'file', secret: false },
  { name: 'token', value: '••••', origin: '.env', secret: true },
  { name: 'loop', value: '{{loop}}', origin: 'file', secret: false },
];

it('tells what each name stands for, and where that comes from', () => {
  expect(referencesIn('{{base}}/{{ base }}?t={{token}}&x={{nothing}}', variables)).toEqual([
    { name: 'base', value: 'http://127.0.0.1:8787/hello', origin: 'file' },
    { name: 'token', value: '••••', origin: '.env' },
    { name: 'nothing', value: null, origin: null },
  ]);
  expect(referencesIn('plain', variables)).toEqual([]);
});

it('shows the text as it is sent, and stops where a variable means itself', () => {
  expect(previewText('{{base}}/{{nothing}}', variables)).toBe('http://127.0.0.1:8787/hello/{{nothing}}');
  expect(previewText('{{loop}}', variables)).toBe('{{loop}}');
});

it('fills every text of a draft but its secrets', () => {
  const draft = {
    name: '',
    method: 'POST',
    url: '{{base}}',
    pathParameters: [{ name: 'id', value: '{{gateway}}' }],
    disabledParameters: [],
    headers: [{ name: 'X', value: '{{token}}', enabled: true }],
    body: { kind: 'text' as const, text: '{{gateway}}', contentType: null },
    authentication: { kind: 'none' as const },
    httpVersion: '1.1' as const,
    redirects: 3,
    timeout: 0,
  };
  expect(fillDraft(draft, variables)).toEqual({
    ...draft,
    url: 'http://127.0.0.1:8787/hello',
    pathParameters: [{ name: 'id', value: 'http://127.0.0.1:8787' }],
    body: { kind: 'text', text: 'http://127.0.0.1:8787', contentType: null },
  });
});
