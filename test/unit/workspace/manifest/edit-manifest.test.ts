import { describe, expect, it } from 'vitest';
import { addToManifest } from '../../../../src-main/workspace/manifest/edit-manifest.ts';
import { parseManifest } from '../../../../src-main/workspace/manifest/read-manifest.ts';
import { refusal } from '../../../support/control-plane.ts';

const entry = { source: 'new.js' };

describe('addToManifest', () => {
  it.each([
    '{"functions":{}}',
    '{ "functions": {\n  } }',
    '{"functions":{"old":{"source":"old.js"}}}',
    '{"functions":{"old":{"source":"old.js"},}}',
    '{"functions":{\n"old":{"source":"old.js"} // the first one\n}, "requests": "calls" }',
    '{"functions":{\n"old":{"source":"old.js"}, // with a comma, behind it\n}}',
    '{"functions":{\n"old":{"source":"old.js"} /* , */ // , \n}}',
  ])('adds a function to %j and leaves the rest', (text) => {
    const changed = addToManifest(text, 'new', entry);
    const before = parseManifest(text).manifest!;
    expect(parseManifest(changed)).toEqual({
      manifest: { ...before, functions: { ...before.functions, new: entry } },
      problems: [],
    });
    for (const comment of text.match(/\/\/[^\n]*|\/\*.*?\*\//g) ?? [])
      expect(changed).toContain(comment.trim());
  });

  it('refuses a name that is taken', async () => {
    const { code } = await refusal(() =>
      addToManifest('{"functions":{"new":{"source":"a.js"}}}', 'new', entry),
    );
    expect(code).toBe('conflict');
  });
});
