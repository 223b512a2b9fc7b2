import { type ChildProcess, fork as forkNode } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ForkOptions } from 'electron';
import { requireReady } from './readiness.ts';

const bootstrap = fileURLToPath(new URL('./parent-port.ts', import.meta.url));
const running = new Set<ChildProcess>();

/** The ids of those that run. */
export function utilityProcessIds(): number[] {
  return [...running].flatMap(({ pid }) => pid ?? []);
}

/** A real process, whose only way to the app is its parent port, and which ends with the app. */
class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  pid: number | undefined;

  constructor(entry: string, parameters: string[], { env, execArgv = [], cwd, stdio }: ForkOptions) {
    super();
    const [, stdout = 'inherit', stderr = 'inherit'] = Array.isArray(stdio) ? stdio : [];
    this.#child = forkNode(bootstrap, [entry, ...parameters], {
      serialization: 'advanced',
      execArgv: [...execArgv],
      stdio: ['ignore', stdout, stderr, 'ipc'],
      ...(env === undefined ? {} : { env: { ...env } }),
      ...(cwd === undefined ? {} : { cwd }),
    });
    running.add(this.#child);
    this.#child.once('spawn', () => {
      this.pid = this.#child.pid;
      this.emit('spawn');
    });
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.once('exit', (code) => {
      running.delete(this.#child);
      this.pid = undefined;
      this.emit('exit', code ?? 1);
    });
  }

  get stdout(): Readable | null {
    return this.#child.stdout;
  }

  get stderr(): Readable | null {
    return this.#child.stderr;
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object, () => {});
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }
}

export const utilityProcess = {
  fork(entry: string, parameters: string[] = [], options: ForkOptions = {}): UtilityProcess {
    requireReady('utilityProcess.fork');
    if (!existsSync(entry)) throw new Error(`Cannot find module '${entry}'`);
    return new UtilityProcess(entry, parameters, options);
  },
};
