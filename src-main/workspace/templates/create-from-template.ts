import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AtelierError } from '../../contract/errors.ts';
import { type ManifestFunction, manifestFunctionName } from '../../contract/manifest.ts';
import { kindOf } from '../files/kind-of.ts';
import { makeProjectFolder } from '../files/make-project-folder.ts';
import { addToManifest } from '../manifest/edit-manifest.ts';
import { manifestFile, parseManifest, readManifestText } from '../manifest/read-manifest.ts';
import { writeAtomically } from '../write-atomically.ts';
import type { FunctionTemplate } from './template-list.ts';

/** Stands for the function's name in the texts and file names of templates. */
const placeholder = '__name__';

/** Types of what a script finds at run time, for editors. */
const scriptTypes = fileURLToPath(new URL('../../../resources/javascript/atelier.d.ts', import.meta.url));

/** A template's files by their paths, with the function's name in them. */
type TemplateFiles = ReadonlyMap<string, string>;

/**
 * Makes a new workspace with one function from a template. Throws `conflict` where the folder has anything in it, and
 * `invalid-input` for a name that no function may have, or a folder that can't be made.
 */
export async function createWorkspace(
  folder: string,
  name: string,
  template: FunctionTemplate,
): Promise<void> {
  checkName(name);
  const present = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new AtelierError('conflict', `${folder} is no folder: choose another name.`, { cause: error });
  });
  if (present.length > 0)
    throw new AtelierError('conflict', `${folder} is not empty: choose another name, or another folder.`);
  const files = await readTemplate(template, name);
  makeProjectFolder(folder);
  await writeFiles(folder, files, template);
}

/**
 * Adds a function from a template to a workspace: its source in a folder of its name, its entry in the manifest, its
 * requests beside the others. Its folder lies in the workspace's own, or in one `below`. Throws `conflict` where one of
 * these is there already, and `invalid-input`.
 */
export async function addFunction(
  folder: string,
  name: string,
  template: FunctionTemplate,
  below = '',
): Promise<void> {
  checkName(name);
  const text = await readManifestText(folder);
  const files = await readTemplate(template, name);
  const entry = entryIn(files, name);
  const own = posix.join(below.replaceAll(sep, '/'), name);
  const source = posix.join(own, entry.source);
  const changed = addToManifest(text, name, { ...entry, source });
  const requests = parseManifest(text).manifest?.requests ?? 'requests';
  const placed = new Map([...files].flatMap(([path, content]) => place(path, content, own, requests)));
  for (const path of placed.keys())
    if ((await kindOf(join(folder, path))) !== null)
      throw new AtelierError('conflict', `${path} is there already: choose another name.`);
  await writeFiles(folder, placed, template, own);
  await writeAtomically(join(folder, manifestFile), changed);
}

/** What is there once in a workspace stays as it is: the manifest, what git ignores. */
function place(path: string, content: string, own: string, requests: string): [string, string][] {
  if (path === manifestFile || path === '.gitignore') return [];
  if (path.startsWith('requests/')) return [[posix.join(requests, path.slice('requests/'.length)), content]];
  return [[posix.join(own, path), content]];
}

function checkName(name: string): void {
  const { error } = manifestFunctionName.safeParse(name);
  if (error !== undefined)
    throw new AtelierError(
      'invalid-input',
      `"${name}" can't be the name of a function: ${error.issues[0]?.message}.`,
    );
}

async function readTemplate({ folder }: FunctionTemplate, name: string): Promise<TemplateFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const named = files.map(async (file): Promise<[string, string]> => {
    // packagers leave out what is called .gitignore
    const path = file
      .slice(folder.length + 1)
      .replaceAll('\\', '/')
      .replace(/^gitignore$/, '.gitignore');
    return [path.replaceAll(placeholder, name), (await readFile(file, 'utf8')).replaceAll(placeholder, name)];
  });
  return new Map(await Promise.all(named));
}

function entryIn(files: TemplateFiles, name: string): ManifestFunction {
  const entry = parseManifest(files.get(manifestFile) ?? '').manifest?.functions[name];
  if (entry === undefined)
    throw new AtelierError('internal', 'A template has no manifest with its function.');
  return entry;
}

async function writeFiles(
  folder: string,
  files: TemplateFiles,
  { language }: FunctionTemplate,
  below = '.',
): Promise<void> {
  for (const [path, content] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { flag: 'wx' });
  }
  if (language !== 'javascript' && language !== 'typescript') return;
  await copyFile(scriptTypes, join(folder, below, 'atelier.d.ts'));
}
