import type { Platform } from '../../src-main/contract/platform-code.ts';
import type { Project } from '../../src-main/contract/rpc/projects.ts';

const fileNames: Readonly<Record<Platform, string>> = {
  JAVA_SCRIPT: 'function.js',
  ASSEMBLY_SCRIPT: 'function.ts',
  RUST: 'function.rs',
  TINY_GO: 'function.go',
};

/**
 * The command line that deploys a function again: from the project that has its source, and otherwise from a file, whose
 * name is a stand-in where it is not known.
 */
export function deployCommand(
  { functionId, platform }: { readonly functionId: string; readonly platform: Platform },
  projects: readonly Project[],
): string {
  for (const { folder, functions } of projects) {
    const known = functions.find((entry) => entry.functionId === functionId);
    if (known !== undefined) return `atelier deploy ${quote(known.name)} --folder ${quote(folder)}`;
  }
  return `clever functions deploy ${fileNames[platform]} ${functionId}`;
}

/** A word as a POSIX shell reads it. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
