import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the compiler is told that our library lies, the shim's and Atelier's own; it reads it from memory. */
export const libraryFolder = '/library';

const packages = createRequire(import.meta.url);
const compilerManifest = packages.resolve('assemblyscript/package.json');
const shimManifest = packages.resolve('@assemblyscript/wasi-shim/package.json');

/** The library by the paths under which the compiler asks for it: `atelier/http` is one of its modules. */
export async function readLibrary(): Promise<Map<string, string>> {
  const folders = [
    join(dirname(shimManifest), 'assembly'),
    fileURLToPath(new URL('../../resources/assemblyscript', import.meta.url)),
  ];
  return new Map((await Promise.all(folders.map(readSources))).flat());
}

async function readSources(folder: string): Promise<[path: string, text: string][]> {
  const names = await readdir(folder, { recursive: true });
  const sources = names.filter((name) => name.endsWith('.ts')).sort();
  return Promise.all(
    sources.map(
      async (name): Promise<[string, string]> => [
        `${libraryFolder}/${name.replaceAll('\\', '/')}`,
        await readFile(join(folder, name), 'utf8'),
      ],
    ),
  );
}

/** The files that make up the library; those in folders below are imported by them. */
export function libraryEntries(library: ReadonlyMap<string, string>): string[] {
  return [...library.keys()]
    .map((path) => path.slice(libraryFolder.length + 1))
    .filter((name) => !name.includes('/'));
}

let version: Promise<string> | undefined;

/** What is part of Atelier does not change while it runs. */
export function compilerVersion(): Promise<string> {
  version ??= Promise.all([versionOf(compilerManifest), versionOf(shimManifest)]).then(
    ([compiler, shim]) => `asc ${compiler} with wasi-shim ${shim}`,
  );
  return version;
}

async function versionOf(manifest: string): Promise<string> {
  return JSON.parse(await readFile(manifest, 'utf8')).version;
}
