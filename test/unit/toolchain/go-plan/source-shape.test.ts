import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shapeOfSource } from '../../../../src-main/toolchain/go-plan/source-shape.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const project = {
  'go.mod': 'module sample\n\ngo 1.21\n',
  'main.go':
    '// Greets.\npackage main\n\nimport (\n\t"fmt" // prints\n)\n\nfunc main() { fmt.Println(word()) }\n',
  'word.go': 'package main\n\nfunc word() string { return "fine" }\n',
  'deep/deep.go': 'package deep\n',
};

function shapeOf(files: Readonly<Record<string, string>>, folder = temporaryFolder()): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return shapeOfSource({ isProject: true, folder, name: '.' });
}

const withMain = (change: (main: string) => string) =>
  shapeOf({ ...project, 'main.go': change(project['main.go']) });

describe('the shape of a source of Go', () => {
  it.each([
    ['code', (main: string) => main.replace('word()', 'word() + "!"')],
    ['a new declaration', (main: string) => `${main}\nvar count = 1\n\ntype import_ struct{}\n`],
    ['a comment behind the imports', (main: string) => `${main}\n// import "os"\n`],
    [
      'what looks like an import within a text',
      (main: string) => `${main}\nvar text = \`\nimport "os"\n\`\n`,
    ],
  ])('stays with %s', async (_, change) => {
    expect(await withMain(change)).toBe(await shapeOf(project));
  });

  it.each([
    ['an import', (main: string) => main.replace('"fmt"', '"fmt"\n\t"os"')],
    ['another import', (main: string) => main.replace('"fmt"', 'fmt "strings"')],
    ['an import in a statement of its own', (main: string) => main.replace('func', 'import "os"\n\nfunc')],
    [
      'an import behind a name that begins like a declaration',
      (main: string) => main.replace('func', 'import funcé "os"\nfunc'),
    ],
    [
      'an import behind comments',
      (main: string) => main.replace('func', '/* func */ // var\nimport "os"\nfunc'),
    ],
    ['a constraint', (main: string) => `//go:build wasip1\n\n${main}`],
    ['a directive further down', (main: string) => `${main}\n//go:embed word.txt\nvar text string\n`],
    ['a directive in a group', (main: string) => `${main}\nvar (\n\t//go:embed word.txt\n\ttext string\n)\n`],
    ['another package', (main: string) => main.replace('package main', 'package other')],
  ])('changes with %s', async (_, change) => {
    expect(await withMain(change)).not.toBe(await shapeOf(project));
  });

  it.each([
    ['the name of a file', { 'word_linux.go': project['word.go'], 'word.go': 'package main\n' }],
    ['a new file', { 'more.go': 'package main\n' }],
    ['a file of another kind', { 'code.s': '' }],
    ['a folder that is called like a file', { 'more.go/text': '' }],
    ['the module', { 'go.mod': 'module sample\n\ngo 1.22\n' }],
    ['a workspace', { 'go.work': 'go 1.22\n' }],
    ['a profile', { 'default.pgo': 'profile' }],
  ])('changes with %s', async (_, files) => {
    expect(await shapeOf({ ...project, ...files })).not.toBe(await shapeOf(project));
  });

  it('changes with a module and a workspace around it', async () => {
    const around = temporaryFolder();
    const within = () => shapeOf({ 'main.go': project['main.go'] }, join(around, 'a/b'));
    const shapes = [await within()];
    for (const name of ['go.mod', 'a/go.work']) {
      writeFileSync(join(around, name), 'go 1.22\n');
      shapes.push(await within());
    }
    expect(new Set(shapes).size).toBe(3);
  });

  it('is that of one file alone where a file is built', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'function.go'), project['main.go']);
    const place = { isProject: false, folder, name: 'function.go' };
    const before = await shapeOfSource(place);
    writeFileSync(join(folder, 'other.go'), 'package other\n');
    expect(await shapeOfSource(place)).toBe(before);
  });
});
