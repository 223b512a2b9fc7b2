/** Folders that tools fill and nobody edits: packages, version control, build results. */
const heavyFolders: ReadonlySet<string> = new Set([
  '.atelier',
  '.cache',
  '.git',
  '.hg',
  '.svn',
  '.zig-cache',
  'node_modules',
  'target',
  'zig-cache',
  'zig-out',
]);

/** Whether a relative path leads through one of them, or is one. */
export function isHeavy(path: string): boolean {
  return path.split(/[/\\]/).some((name) => heavyFolders.has(name));
}
