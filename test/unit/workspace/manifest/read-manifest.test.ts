import { describe, expect, it } from 'vitest';
import {
  formatProblem,
  parseManifest,
  requireManifest,
} from '../../../../src-main/workspace/manifest/read-manifest.ts';
import { refusal } from '../../../support/control-plane.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

describe('parseManifest', () => {
  it('reads a manifest with comments', () => {
    const { manifest } = parseManifest(`{
      // what is deployed
      "functions": { "hello": { "source": "hello.js", "secrets": ["KEY"], }, },
    }`);
    expect(manifest).toEqual({
      functions: { hello: { source: 'hello.js', secrets: ['KEY'] } },
      requests: 'requests',
    });
  });

  it('names the field and the line of everything that is wrong', () => {
    const { problems } = parseManifest(`{
  "functions": {
    "hello": {
      "source": "hello.js",
      "maxMemory": "64 MiB",
      "langauge": "typescript"
    },
    "no way": { "source": "a.js" },
    "lost": {}
  }
}`);
    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(/^atelier\.json:5: functions\.hello\.maxMemory: .*number/),
      'atelier.json:6: functions.hello.langauge: there is no such field',
      expect.stringMatching(/^atelier\.json:8: functions\.no way: a name is made of/),
      expect.stringMatching(/^atelier\.json:9: functions\.lost\.source: /),
    ]);
  });

  it('names the line where the text is no JSON', () => {
    const { problems } = parseManifest('{\n  "functions": {\n    "hello" {}\n  }\n}');
    expect(problems.map(formatProblem)).toEqual(['atelier.json:3: ":" is expected and there is "{"']);
  });
});

describe('requireManifest', () => {
  it('says how to make one where there is none', async () => {
    const { code, message } = await refusal(() => requireManifest(temporaryFolder()));
    expect(code).toBe('not-found');
    expect(message).toContain('"atelier init"');
  });
});
