import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isFile } from './find-entry.ts';

/** `import … from "./a"`, `export … from "../b"`, `import "./c"`. */
const relativeImport = /^\s*(?:import|export)\b[^'";]*["'](\.{1,2}\/[^'"]+)["']/gm;

/**
 * Absolute paths of the files that an AssemblyScript file is made of: itself, and what it imports by a relative path. A
 * file that is not there is among them: the compiler says so, and it may yet come.
 */
export async function assemblyScriptFiles(path: string): Promise<string[]> {
  const found = new Set<string>();
  const add = async (file: string): Promise<void> => {
    found.add(file);
    for (const [, name] of (await readFile(file, 'utf8')).matchAll(relativeImport)) {
      const imported = await resolveImport(join(dirname(file), name!));
      if (!found.has(imported)) await add(imported).catch(() => {});
    }
  };
  await add(path);
  return [...found];
}

async function resolveImport(target: string): Promise<string> {
  const candidates = [`${target}.ts`, join(target, 'index.ts')];
  for (const candidate of candidates) if (await isFile(candidate)) return candidate;
  return candidates[0]!;
}
