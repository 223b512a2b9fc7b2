import { existsSync, readFileSync } from 'node:fs';

/** Whether a process is at work; one that ended and that nobody has waited for is not. */
export function isRunning(pid: number): boolean {
  if (existsSync('/proc/self/stat')) return groupOfRunning(pid) !== undefined;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The process group of a process that is at work, by proc(5); undefined where it is not. */
export function groupOfRunning(pid: number): number | undefined {
  try {
    // the fields after the name, which may hold blanks itself: state, parent, group …
    const [state, , group] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return state === 'Z' || state === 'X' ? undefined : Number(group);
  } catch {
    return undefined; // it ended while we looked
  }
}
