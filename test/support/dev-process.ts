import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { commandFile } from './command.ts';

/** An `atelier dev` of the running test; it is gone at the end of the test at the latest. */
export interface DevProcess {
  /** The next line that it prints; fails where it ends instead. */
  line(): Promise<string>;
  /** Ctrl+C. Gives the exit code. */
  stop(): Promise<number | null>;
}

/** Starts `atelier dev` in a workspace, or another command that is stopped in the middle. */
export function startDev(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
  command: 'dev' | 'deploy' = 'dev',
): DevProcess {
  const child = spawn(process.execPath, [commandFile('atelier'), command], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    line: async () => {
      const { value, done } = await lines.next();
      if (done) throw new Error(`atelier dev ended with ${await ended}`);
      return value;
    },
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}
