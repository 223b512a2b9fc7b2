import { posix } from 'node:path';
import { parseEnv } from 'node:util';
import { AtelierError } from '../../contract/errors.ts';
import { parseHttpFile } from '../http-file/parse-http-file.ts';
import type { ProjectFiles } from '../project-files.ts';
import type { VariableSources } from './collect-variables.ts';
import {
  type Environments,
  environmentFile,
  parseEnvironments,
  privateEnvironmentFile,
} from './environment-file.ts';

/** What files give; what the platform keeps is no file. */
type FileSources = Omit<VariableSources, 'kept'>;

/** More environment files than these are not listed. */
const mostFiles = 100;
const nothing: FileSources = { file: [], environments: [], secrets: [] };

/**
 * What gives the requests of a file their variables: the file itself, and the environment and `.env` files beside it and
 * in the folders above, up to the project's. Without a project there is nothing. Throws `invalid-input` for an
 * environment file that can't be read.
 */
export async function readSources(
  files: ProjectFiles,
  projectId: string | null,
  path: string | null,
): Promise<FileSources> {
  if (projectId === null) return nothing;
  const read = (file: string) => readText(files, projectId, file);
  const folders = foldersAbove(path);
  const own = path === null ? null : await read(path);
  const environments: VariableSources['environments'][number][] = [];
  const secrets: Record<string, string | undefined>[] = [];
  for (const folder of folders) {
    for (const [name, isPrivate] of [
      [privateEnvironmentFile, true],
      [environmentFile, false],
    ] as const) {
      const text = await read(posix.join(folder, name));
      if (text !== null)
        environments.push({ isPrivate, environments: parseEnvironments(text, posix.join(folder, name)) });
    }
    const env = await read(posix.join(folder, '.env'));
    if (env !== null) secrets.push(parseEnv(env));
  }
  return { file: own === null ? [] : parseHttpFile(own).variables, environments, secrets };
}

/**
 * What is in the environment files of a project, wherever they are in it. One that can't be read is left out here: the
 * requests beside it say so.
 */
export async function listEnvironments(
  files: ProjectFiles,
  projectId: string | null,
): Promise<Environments[]> {
  if (projectId === null) return [];
  const found = await files.find(projectId, 'http-client', mostFiles);
  const paths = found.flatMap(({ name, path }) =>
    name === environmentFile || name === privateEnvironmentFile ? [path] : [],
  );
  const texts = await Promise.all(paths.map((path) => readText(files, projectId, path)));
  return texts.flatMap((text, index) => {
    try {
      return text === null ? [] : [parseEnvironments(text, paths[index]!)];
    } catch {
      return [];
    }
  });
}

/** The folder of a file and those above it, the project's last. */
function foldersAbove(path: string | null): string[] {
  const folders: string[] = [];
  for (
    let folder = posix.dirname(path ?? '.');
    folder !== '.' && folder !== '/';
    folder = posix.dirname(folder)
  )
    folders.push(folder);
  return [...folders, '.'];
}

async function readText(files: ProjectFiles, projectId: string, path: string): Promise<string | null> {
  try {
    return (await files.read(projectId, path)).text;
  } catch (error) {
    // What is not there has nothing to say: names without a value are told when the request is sent.
    if (error instanceof AtelierError && error.code === 'not-found') return null;
    throw error;
  }
}
