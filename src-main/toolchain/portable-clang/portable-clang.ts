import { join } from 'node:path';
import { isFile } from '../find-entry.ts';
import { portableClangPackage } from './pinned-package.ts';

/** clang as WebAssembly, unpacked on this machine. */
export interface PortableClang {
  /** The module: one program that is clang, the linker and more, by its first argument. */
  readonly module: string;
  /** The folder that it finds as `/usr`: headers and libraries. */
  readonly resources: string;
}

/** What `atelier toolchain install` calls it. */
export const portableClangInstall = 'atelier toolchain install clang';

/**
 * Names the home in which compilers are kept that were fetched on the user's word. $ATELIER_TOOLCHAINS names another
 * folder for them, and is how the processes that compile know.
 */
export function keepToolchainsIn(home: string): void {
  process.env.ATELIER_TOOLCHAINS ??= join(home, 'toolchains');
}

/**
 * Where compilers on this side keep what serves the next build, whichever workspace that is of: the standard library of
 * Go takes many seconds. Undefined where no home was named.
 */
export function sharedCompilerCache(): string | undefined {
  const toolchains = process.env.ATELIER_TOOLCHAINS;
  return toolchains === undefined ? undefined : join(toolchains, 'cache');
}

/** Where a folder of compilers has clang, whether it is there or not. */
export function portableClangIn(toolchains: string): PortableClang & { readonly folder: string } {
  const folder = join(toolchains, `clang-${portableClangPackage.version}`);
  return { folder, module: join(folder, 'llvm.wasm'), resources: join(folder, 'usr') };
}

/** The clang that was fetched; undefined where none was. */
export async function findPortableClang(): Promise<PortableClang | undefined> {
  const toolchains = process.env.ATELIER_TOOLCHAINS;
  if (toolchains === undefined) return undefined;
  const clang = portableClangIn(toolchains);
  return (await isFile(clang.module)) ? clang : undefined;
}
