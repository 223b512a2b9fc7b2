import { readdirSync, readFileSync } from 'node:fs';

/** What processes have used since they were started. */
export interface ProcessTimes {
  /** Processor time in milliseconds, of all threads. */
  readonly processor: number;
  /** How often a thread went to sleep of its own accord: as often was it woken. */
  readonly sleeps: number;
}

/** Whether this system tells of other processes what is asked here. */
export const knowsProcessTimes = process.platform === 'linux';

/** A process and all of its descendants, by their ids. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    // The name in parentheses may hold anything; the parent is the second field after it.
    const stat = readOrEmpty(`/proc/${name}/stat`);
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    parents.set(Number(name), Number(parent));
  }
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

/** The sum over processes. A thread that has ended since an earlier look takes its share with it. */
export function processTimes(pids: readonly number[]): ProcessTimes {
  let processor = 0;
  let sleeps = 0;
  for (const pid of pids)
    for (const thread of threadsOf(pid)) {
      const folder = `/proc/${pid}/task/${thread}`;
      processor += Number(readOrEmpty(`${folder}/schedstat`).split(' ')[0]) / 1e6;
      sleeps += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(readOrEmpty(`${folder}/status`))?.[1] ?? 0);
    }
  return { processor, sleeps };
}

/** Milliseconds of processor time that the threads of a process and its descendants have used, by their names. */
export function threadTimes(root: number): Map<string, number> {
  const times = new Map<string, number>();
  for (const pid of processTree(root))
    for (const thread of threadsOf(pid)) {
      const folder = `/proc/${pid}/task/${thread}`;
      const name = readOrEmpty(`${folder}/comm`).trim();
      const processor = Number(readOrEmpty(`${folder}/schedstat`).split(' ')[0]) / 1e6;
      times.set(name, (times.get(name) ?? 0) + processor);
    }
  return times;
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** A process may end while it is looked at. */
function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
