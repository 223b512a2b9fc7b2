/**
 * Ends a process that was started `detached`, and all that it started: compilers have children. Where it is gone
 * already, nothing happens. Windows has no process groups: there, the process alone.
 */
export function killProcessGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
