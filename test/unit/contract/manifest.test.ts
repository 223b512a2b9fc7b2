import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manifestJsonSchema, manifestSchema } from '../../../src-main/contract/manifest.ts';

describe('the published JSON Schema', () => {
  it('is that of the manifest; "node scripts/write-manifest-schema.js" brings it up to date', () => {
    const published = readFileSync(
      new URL('../../../resources/atelier.schema.json', import.meta.url),
      'utf8',
    );
    expect(JSON.parse(published)).toEqual(manifestJsonSchema());
  });
});

describe('manifestSchema', () => {
  it.each(['a.js', './a.js', 'src/..a/b..c', 'a..', '...'])('takes the path "%s"', (source) => {
    expect(manifestSchema.safeParse({ functions: { hello: { source } } }).success).toBe(true);
  });

  it.each(['../outside.js', '..', 'a/..', 'a\\..\\b', '/etc/passwd', 'a/../../b', 'C:\\source.js', ''])(
    'refuses the path "%s"',
    (source) => {
      expect(manifestSchema.safeParse({ functions: { hello: { source } } }).success).toBe(false);
    },
  );

  it.each(['', '-a', 'a b', '../x', 'a'.repeat(64)])('refuses the name "%s"', (name) => {
    expect(manifestSchema.safeParse({ functions: { [name]: { source: 'a.js' } } }).success).toBe(false);
  });

  it.each(['h:65536', 'h', 'h:', ':1'])('refuses the place "%s"', (place) => {
    const functions = { hello: { source: 'a.js', egress: [place] } };
    expect(manifestSchema.safeParse({ functions }).success).toBe(false);
  });

  it.each(['', 'A B', 'A=B', '__proto__'])('refuses the secret "%s"', (secret) => {
    const functions = { hello: { source: 'a.js', secrets: [secret] } };
    expect(manifestSchema.safeParse({ functions }).success).toBe(false);
  });
});
