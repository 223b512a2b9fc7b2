import { findPrograms } from './find-program.ts';
import { outputOf } from './run-program.ts';

/** Ways to leave the network behind: unshare(1) as root, or with a user namespace of one's own. */
const ways = [['-n'], ['-r', '-n']];

let prefix: Promise<readonly string[]> | undefined;

/**
 * What goes in front of a command so that it runs without network; nothing where this system has or permits no such
 * thing. The compilers' own offline switches are the other half.
 */
export function withoutNetwork(): Promise<readonly string[]> {
  prefix ??= findWay();
  return prefix;
}

async function findWay(): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [];
  const [unshare] = await findPrograms('unshare');
  if (unshare === undefined) return [];
  for (const way of ways)
    if ((await outputOf(unshare, [...way, 'true'])) !== undefined) return [unshare, ...way];
  return [];
}
