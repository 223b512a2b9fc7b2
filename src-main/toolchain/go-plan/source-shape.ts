import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isFile } from '../find-entry.ts';
import type { SourcePlace } from '../source-place.ts';

/** What stands before the first declaration of a file: blanks, comments, strings, words and signs. */
const tokens =
  /\s+|\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|`[^`]*`|(?!(?:const|func|type|var)(?![\p{L}\p{Nd}_]))[\p{L}_][\p{L}\p{Nd}_]*|[^\p{L}_"`/]/uy;

/** What tells Go's commands something from within a file (`go doc compile`, and `go help buildconstraint`). */
const directives = /^[ \t]*\/\/go:.*$/gm;

/**
 * Digest of everything that decides by which commands Go builds a program of the standard library: what its files are called,
 * what stands in them before the first declaration (constraints and imports) and their directives, the modules and
 * workspaces that they are in, and the profile that they are compiled by.
 */
export async function shapeOfSource({ isProject, folder, name }: SourcePlace): Promise<string> {
  const names = isProject ? (await readdir(folder)).sort() : [name];
  const files = names.map(async (file) => [file, ...(await shapeOfFile(join(folder, file)))]);
  const parts = await Promise.all([...files, ...surroundings(folder).map(textOf)]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Go wants the imports of a file before everything that it declares. Of what is no file of Go, only the name counts. */
async function shapeOfFile(path: string): Promise<readonly string[]> {
  if (!path.endsWith('.go') || !(await isFile(path))) return [];
  const source = await readFile(path, 'utf8');
  tokens.lastIndex = 0;
  let end = 0;
  while (tokens.test(source)) end = tokens.lastIndex;
  return [source.slice(0, end), ...(source.match(directives) ?? [])];
}

/** What may decide beside the code: modules and workspaces, from the folder's own to the root's, and profiles. */
function surroundings(folder: string): readonly string[] {
  const own = ['go.mod', 'go.work', 'default.pgo'].map((file) => join(folder, file));
  const parent = dirname(folder);
  return parent === folder ? own : [...own, ...surroundings(parent)];
}

/** Null where there is no such file: for most of them that is known at once. */
function textOf(path: string): Promise<string> | null {
  return existsSync(path) ? readFile(path, 'latin1') : null;
}
