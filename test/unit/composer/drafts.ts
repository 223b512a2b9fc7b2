import fc from 'fast-check';
import type { RequestDraft } from '../../../src-main/contract/rpc/requests.ts';

const word = fc.stringMatching(/^[a-zA-Z0-9_-]{1,12}$/);
const line = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll(/[\r\n]/g, ' '));
const row = fc.record({ name: word, value: line, enabled: fc.boolean() });
const parameter = fc.record({ name: word, value: line });
const contentType = fc.constantFrom(null, 'application/json', 'text/plain; charset=utf-8');

const body: fc.Arbitrary<RequestDraft['body']> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.record({
    kind: fc.constant('text' as const),
    text: fc.array(line).map((lines) => lines.join('\n')),
    contentType,
  }),
  fc.record({ kind: fc.constant('form' as const), rows: fc.array(row, { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('multipart' as const),
    parts: fc.array(
      fc.oneof(
        fc.record({ name: word, value: line, enabled: fc.boolean(), file: fc.constant(null) }),
        fc.record({
          name: word,
          value: fc.constant(''),
          enabled: fc.boolean(),
          file: word.map((name) => `./${name}.png`),
        }),
      ),
      { maxLength: 4 },
    ),
  }),
  fc.record({ kind: fc.constant('file' as const), path: word.map((name) => `./${name}`), contentType }),
);

const authentication: fc.Arbitrary<RequestDraft['authentication']> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.constant({ kind: 'control-plane' as const }),
  fc.record({ kind: fc.constant('basic' as const), user: word, password: line }),
  fc.record({ kind: fc.constant('bearer' as const), token: word }),
);

/** Drafts of every kind that people could make in the composer. */
export const anyDraft: fc.Arbitrary<RequestDraft> = fc.record({
  name: fc.oneof(fc.constant(''), word),
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PURGE'),
  url: fc.webUrl({ withQueryParameters: true }),
  pathParameters: fc.array(parameter, { maxLength: 2 }),
  disabledParameters: fc.array(parameter, { maxLength: 2 }),
  headers: fc.array(row, { maxLength: 4 }),
  body,
  authentication,
  httpVersion: fc.constantFrom('1.1', '2'),
  redirects: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 })),
  timeout: fc.nat({ max: 100_000 }),
});
