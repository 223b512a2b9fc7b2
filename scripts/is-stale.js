import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether something that was built is missing, or older than what it was built from.
 * @param {string} root
 * @param {readonly string[]} sources files and folders below the root; those that are missing don't count
 * @param {readonly string[]} results files below the root
 */
export function isStale(root, sources, results) {
  const newest = Math.max(...sources.map((source) => changedAt(join(root, source))));
  return results.some((result) => changedAt(join(root, result)) < newest);
}

/**
 * When a file, or anything in a folder, changed last, in milliseconds; 0 where there is nothing.
 * @param {string} path
 * @returns {number}
 */
function changedAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}
