import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AtelierError } from '../contract/errors.ts';

/** Absolute path of the first of these files that a project has. Throws `invalid-input` with all that was looked for. */
export async function findEntry(folder: string, names: readonly string[], language: string): Promise<string> {
  for (const name of names) {
    const path = join(folder, name);
    if (await isFile(path)) return path;
  }
  throw new AtelierError(
    'invalid-input',
    `The project has no entry file of ${language}. Looked for: ${names.join(', ')}.`,
  );
}

/** Whether a file is there. */
export function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
