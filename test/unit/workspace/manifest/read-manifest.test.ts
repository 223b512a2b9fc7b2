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

  it('names the field, line and column of everything that is wrong', () => {
    const { problems } = parseManifest(`{
  "functions": {
    "hello": {
      "source": "hello.js",
      "maxMemory": "64 MiB",
      "langauge": "typescript",
      "egress": "some"
    },
    "no way": { "source": "a.js" },
    "lost": {}
  }
}`);
    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(/^atelier\.json:5:20: functions\.hello\.maxMemory: .*number/),
      'atelier.json:7:17: functions.hello.egress: it is "all", "loopback", "none", or a list of places as host:port',
      'atelier.json:6:7: functions.hello.langauge: there is no such field',
      expect.stringMatching(/^atelier\.json:9:5: functions\.no way: a name is made of/),
      'atelier.json:10:13: functions.lost.source: is missing (string)',
    ]);
  });

  it('names the place where the text is no JSON', () => {
    const { problems } = parseManifest('{\n  "functions": {\n    "hello" {}\n  }\n}');
    expect(problems.map(formatProblem)).toEqual(['atelier.json:3:13: ":" is expected and there is "{"']);
  });
});

describe('requireManifest', () => {
  it('says how to make one where there is none', async () => {
    const { code, message } = await refusal(() => requireManifest(temporaryFolder()));
    expect(code).toBe('not-found');
    expect(message).toContain('"atelier init"');
  });
});
