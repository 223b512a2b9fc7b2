import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyDebugSections } from './empty-debug-sections.ts';
import { rewriteArchive } from './rewrite-archive.ts';

/** A compiler's standard library for a target. */
export interface RustLibrary {
  /** What the compiler calls its own folder, `rustc --print sysroot`. */
  readonly sysroot: string;
  readonly target: string;
}

/**
 * A sysroot like the compiler's own, whose library for the target has no debug information. That of Rust's own library is
 * some fifty times as large as all else of a small program, and nobody but Rust's developers reads it; a program's own lines
 * are not touched. Made once, in a folder of the cache that has the name of what it was made of; `log` hears of it.
 */
export async function leanSysroot(
  library: RustLibrary,
  cache: string,
  log: (text: string) => void,
): Promise<string> {
  const identity = await identityOf(library);
  const copies = join(cache, 'rust', digestOf(library.sysroot, library.target));
  const sysroot = join(copies, identity);
  if (await exists(sysroot)) return sysroot;
  log('Preparing the standard library of Rust, once…');
  const draft = join(copies, `${identity}.${randomUUID()}`);
  await copyWithoutDebug(library, draft);
  // Somebody else may have made the same meanwhile.
  await rename(draft, sysroot).catch(async (error: unknown) => {
    await remove(draft);
    if (!(await exists(sysroot))) throw error;
  });
  const ofEarlierCompilers = (await readdir(copies)).filter((name) => !name.startsWith(identity));
  for (const name of ofEarlierCompilers) await remove(join(copies, name));
  return sysroot;
}

async function copyWithoutDebug({ sysroot, target }: RustLibrary, copy: string): Promise<void> {
  const [libraries, copiedLibraries] = [join(sysroot, 'lib/rustlib'), join(copy, 'lib/rustlib')];
  const [archives, copiedArchives] = [join(libraries, target, 'lib'), join(copiedLibraries, target, 'lib')];
  await mkdir(copiedArchives, { recursive: true });
  // The linker, which some compilers bring, lies beside the library of the machine itself. With the library's source the
  // compiler would write where that is into the debug information, and equal source would not make equal bytes.
  await linkFolders(libraries, copiedLibraries, [target, 'src']);
  await linkFolders(archives, copiedArchives);
  for (const name of await archivesIn(archives)) {
    const archive = await readFile(join(archives, name));
    await writeFile(join(copiedArchives, name), rewriteArchive(archive, emptyDebugSections) ?? archive);
  }
}

/** Junctions: Windows lets everybody make them. */
async function linkFolders(from: string, to: string, except: readonly string[] = []): Promise<void> {
  for (const name of await readdir(from)) {
    const original = join(from, name);
    if (except.includes(name) || !(await stat(original)).isDirectory()) continue;
    await symlink(original, join(to, name), 'junction');
  }
}

async function archivesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.rlib'));
}

/** Changes with the compiler: its libraries have the hashes of their contents in their names. */
async function identityOf({ sysroot, target }: RustLibrary): Promise<string> {
  const folder = join(sysroot, 'lib/rustlib', target, 'lib');
  const { mtimeMs } = await stat(folder);
  return digestOf(String(mtimeMs), ...(await archivesIn(folder)));
}

function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
