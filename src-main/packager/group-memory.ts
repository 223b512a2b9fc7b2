import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * Bytes of resident memory of a process and of all that it started, compilers and their helpers. Pages that several of
 * them share count for each. Windows has no cheap way to ask: there, what this process itself has.
 */
export async function groupMemory(pid: number): Promise<number> {
  if (process.platform === 'linux') return treeMemory(pid);
  if (process.platform === 'win32') return process.memoryUsage.rss();
  return listedMemory(pid);
}

/** By proc(5): `children` of each thread, and the line `VmRSS` of `status`. */
async function treeMemory(pid: number): Promise<number> {
  try {
    const [status, threads] = await Promise.all([
      readFile(`/proc/${pid}/status`, 'utf8'),
      readdir(`/proc/${pid}/task`),
    ]);
    const children = await Promise.all(threads.map((thread) => childrenOf(pid, thread)));
    const below = await Promise.all(children.flat().map(treeMemory));
    const own = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
    return below.reduce((sum, bytes) => sum + bytes, own);
  } catch {
    return 0; // it ended while we looked
  }
}

async function childrenOf(pid: number, thread: string): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '');
  return text.split(' ').filter(Boolean).map(Number);
}

/** By ps(1), for the process group that the process leads. */
async function listedMemory(group: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pgid=,rss=']);
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([id]) => id === group)
    .reduce((sum, [, kibibytes = 0]) => sum + kibibytes * 1024, 0);
}
