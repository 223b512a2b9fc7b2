import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const suffixes = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];

/**
 * Absolute paths of the programs of that name, best first: those in the folders of PATH, then those in `folders`, where
 * installers put them without telling PATH.
 */
export async function findPrograms(name: string, folders: readonly string[] = []): Promise<string[]> {
  const inPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = new Set(
    [...inPath, ...folders].flatMap((folder) => suffixes.map((suffix) => join(folder, name + suffix))),
  );
  const found = await Promise.all([...candidates].map(async (path) => ((await isProgram(path)) ? path : [])));
  return found.flat();
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/**
 * Makes a question about a program that is only asked again once the program's file has changed: versions are asked for
 * with every package, and starting a compiler takes longer than packaging does.
 */
export function rememberByFile<Answer>(
  ask: (path: string) => Promise<Answer>,
): (path: string) => Promise<Answer> {
  const answers = new Map<string, { readonly changed: number; readonly answer: Promise<Answer> }>();
  return async (path) => {
    const changed = (await stat(path)).mtimeMs;
    const known = answers.get(path);
    if (known?.changed === changed) return known.answer;
    const answer = ask(path);
    answers.set(path, { changed, answer });
    return answer;
  };
}
