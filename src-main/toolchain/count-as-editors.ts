import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Diagnostic } from '../contract/diagnostic.ts';
import { columnOfByte, lineOfText } from '../contract/text-column.ts';

/** Complaints whose columns count bytes, with columns as editors count them; files are relative to `folder`. */
export async function countAsEditors(found: readonly Diagnostic[], folder: string): Promise<Diagnostic[]> {
  const texts = new Map<string, Promise<string | null>>();
  const textOf = (file: string) => {
    const text = texts.get(file) ?? readText(resolve(folder, file));
    texts.set(file, text);
    return text;
  };
  return Promise.all(
    found.map(async (each) => {
      const { file, line, column } = each;
      if (file === null || line === null || column === null) return each;
      const text = await textOf(file);
      return text === null ? each : { ...each, column: columnOfByte(lineOfText(text, line), column) };
    }),
  );
}

/** Compilers count from behind the mark that some editors begin a file with. Null for a file that can't be read. */
function readText(path: string): Promise<string | null> {
  return readFile(path, 'utf8').then(
    (text) => text.replace(/^\uFEFF/, ''),
    () => null,
  );
}
