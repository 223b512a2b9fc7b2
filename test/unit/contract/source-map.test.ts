import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { appendSourceMap, takeSourceMap } from '../../../src-main/contract/source-map.ts';

/** A script as a bundler writes it, with its map. */
function bundle(contents: string): { script: string; map: string } {
  const { outputFiles } = buildSync({
    stdin: { contents, sourcefile: 'src/grüße #1.ts', loader: 'ts' },
    outfile: 'out.js',
    write: false,
    sourcemap: 'external',
    format: 'esm',
  });
  const [map, script] = outputFiles;
  return { script: script!.text, map: map!.text };
}

describe('a script with its source map', () => {
  const source = 'interface A { b: number }\n\nfunction f(a: A) {\n  return a.b;\n}\nexport { f };\n';
  const { script, map } = bundle(source);

  it('runs as it did without', () => {
    const { code } = takeSourceMap(appendSourceMap(script, map));
    expect(code).toBe(script);
    expect(appendSourceMap(script, map).split('\n')).toHaveLength(script.split('\n').length + 1);
  });

  it('tells where each place was written', () => {
    const { code, locate } = takeSourceMap(appendSourceMap(script, map));
    const line = code.split('\n').findIndex((text) => text.includes('return')) + 1;
    expect(locate(line, 3)).toEqual({ file: 'src/grüße #1.ts', line: 4, column: 3 });
    expect(locate(line, 5)).toEqual({ file: 'src/grüße #1.ts', line: 4, column: 3 });
    expect(locate(line, 10)).toMatchObject({ line: 4, column: 10 });
    expect(locate(1, 1)).toMatchObject({ line: 3 });
    expect(locate(999, 1)).toBeUndefined();
  });

  it.each([
    ['no comment', 'print(1)'],
    ['a comment of somebody else', 'print(1)\n//# sourceMappingURL=out.js.map\n'],
  ])('knows nothing of a script with %s', (_what, text) => {
    const { code, locate } = takeSourceMap(text);
    expect(code).toBe(text);
    expect(locate(1, 1)).toBeUndefined();
  });

  it.each(['no JSON', '%', '{"sources":1}'])('takes a broken map for none: %s', (broken) => {
    const { code, locate } = takeSourceMap(appendSourceMap(script, broken).replace('%25', '%'));
    expect(code).toBe(script);
    expect(locate(1, 1)).toBeUndefined();
  });
});
