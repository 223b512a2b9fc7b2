import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';

/** More than this nobody reads through: another letter is typed. */
const mostFolders = 50;

/** The folder that somebody means who typed it, with `~` for their home. Throws `invalid-input` for a relative path. */
export function typedFolder(text: string): string {
  const typed = text.trim();
  const path = typed === '~' || /^~[/\\]/.test(typed) ? join(homedir(), typed.slice(1)) : typed;
  if (isAbsolute(path)) return normalize(path);
  throw new AtelierError(
    'invalid-input',
    `"${typed}" does not say where it is: write the whole path, or one below your home folder with ~/.`,
  );
}

/**
 * The folders that what was typed so far may become, as whole paths in the order of their names; none where there are
 * none, or where nothing may be read. Those whose names begin with a dot come only when the dot was typed.
 */
export async function foldersLike(text: string): Promise<string[]> {
  const typed = text.trim();
  if (!/^(?:~?[/\\]|[A-Za-z]:)/.test(typed)) return [];
  const path = typedFolder(typed);
  const isWhole = /[/\\]$/.test(typed) || path.endsWith(sep);
  const [folder, begun] = isWhole ? [path, ''] : [dirname(path), basename(path).toLowerCase()];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && entry.name.toLowerCase().startsWith(begun))
    .filter(({ name }) => begun.startsWith('.') || !name.startsWith('.'))
    .map(({ name }) => join(folder, name))
    .sort()
    .slice(0, mostFolders);
}
