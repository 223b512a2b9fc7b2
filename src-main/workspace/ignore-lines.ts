import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Sees to it that git ignores something in a folder: adds the lines that its `.gitignore` lacks. */
export async function addIgnoreLines(folder: string, wanted: readonly string[]): Promise<void> {
  const file = join(folder, '.gitignore');
  const text = await readFile(file, 'utf8').catch(() => '');
  const present = new Set(text.split(/\r?\n/));
  const missing = wanted.filter((line) => !present.has(line));
  if (missing.length === 0) return;
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  await writeFile(file, `${before}${missing.join('\n')}\n`);
}
