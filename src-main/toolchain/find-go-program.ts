import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AtelierError } from '../contract/errors.ts';
import { placeOfSource, type SourcePlace } from './source-place.ts';

/**
 * Where the program of a source of Go is: in a project without one in its own folder it is the one below `cmd`, where Go
 * projects have theirs. Throws `invalid-input` where there are several.
 */
export async function findGoProgram(path: string): Promise<SourcePlace> {
  const place = await placeOfSource(path);
  if (!place.isProject || (await hasGoFiles(place.folder))) return place;
  const programs = await programsBelow(join(place.folder, 'cmd'));
  if (programs.length > 1)
    throw new AtelierError(
      'invalid-input',
      `The project makes several programs (${programs.map((name) => `cmd/${name}`).join(', ')}), and a function is one: ` +
        'put the main package of the function into the folder of go.mod.',
    );
  return programs.length === 0 ? place : { ...place, name: `./cmd/${programs[0]}` };
}

async function programsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const found = await Promise.all(
    folders.map(async (name) => ((await hasGoFiles(join(folder, name))) ? name : [])),
  );
  return found.flat().sort();
}

async function hasGoFiles(folder: string): Promise<boolean> {
  const names = await readdir(folder);
  return names.some((name) => name.endsWith('.go') && !name.endsWith('_test.go'));
}
