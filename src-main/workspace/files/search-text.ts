import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TextMatch } from '../../contract/rpc/projects.ts';
import { allFiles } from './all-files.ts';

/** A file larger than this is not searched, in bytes: it was not written by hand. */
const largestFile = 1024 * 1024;
/** Files that are read at the same time. */
const atOnce = 16;
/** Of a line this much is shown, in characters. */
const longestLine = 200;

/**
 * The lines of a project's files that contain a text in any case, in the order of the files and at most so many. What
 * tools write is not searched, nor what is no text. Ends early, with what it has, once the signal is aborted.
 */
export async function searchText(
  folder: string,
  text: string,
  { limit, signal }: { readonly limit: number; readonly signal?: AbortSignal | undefined },
): Promise<TextMatch[]> {
  const wanted = text.toLowerCase();
  if (wanted.trim() === '') return [];
  const paths = (await allFiles(folder)).sort();
  const matches: TextMatch[] = [];
  for (let start = 0; start < paths.length && matches.length < limit; start += atOnce) {
    if (signal?.aborted) break;
    const group = paths.slice(start, start + atOnce);
    const found = await Promise.all(group.map((path) => matchesIn(folder, path, wanted)));
    matches.push(...found.flat());
  }
  return matches.slice(0, limit);
}

async function matchesIn(folder: string, path: string, wanted: string): Promise<TextMatch[]> {
  const content = await readText(join(folder, path));
  if (content === null || !content.toLowerCase().includes(wanted)) return [];
  return content.split(/\r?\n/).flatMap((line, index): TextMatch[] => {
    const at = line.toLowerCase().indexOf(wanted);
    if (at === -1) return [];
    // The match is in what is shown, however long the line.
    const from = Math.max(0, at - longestLine / 2);
    return [{ path, line: index + 1, text: line.slice(from, from + longestLine).trim() }];
  });
}

/** Null for what is no text, too large, or gone. */
async function readText(file: string): Promise<string | null> {
  try {
    if ((await stat(file)).size > largestFile) return null;
    const bytes = await readFile(file);
    return isUtf8(bytes) && !bytes.includes(0) ? bytes.toString() : null;
  } catch {
    return null;
  }
}
