import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type EngineOrder,
  type EngineReport,
  type EngineSettings,
  engineProtocolVersion,
} from '../contract/engine-messages.ts';

export interface EngineProcessListener {
  report(report: EngineReport): void;
  /** The process is gone; nothing is reported after it. */
  exited(reason: string): void;
}

/**
 * V8's flags for the engine, instead of those that this process was started with. Room for young objects, in MiB:
 * V8 would widen it under load to several times that, for nothing.
 */
const engineFlags = ['--max-semi-space-size=16'];

/** One run of the engine process. It ends with this process, whichever way this one ends. */
export class EngineProcess {
  readonly pid: number | null;
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;

  constructor(settings: EngineSettings, { report, exited }: EngineProcessListener) {
    const log = openLog(settings.home);
    this.#child = fork(fileURLToPath(new URL('../engine.ts', import.meta.url)), [], {
      serialization: 'advanced',
      execArgv: engineFlags,
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.pid = this.#child.pid ?? null;
    this.#exited = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(exited(error.message)));
      this.#child.once('exit', (code, signal) =>
        resolve(exited(signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`)),
      );
    });
    this.#child.on('message', report);
    this.send({ kind: 'start', version: engineProtocolVersion, settings });
  }

  /** Sends an order; nothing happens where the process is gone. */
  send(order: EngineOrder): void {
    // The callback takes the error of a process that dies under the message: its end is told anyway.
    if (this.#child.connected) this.#child.send(order, () => {});
  }

  /** Lets the process finish what it does, and ends it after that many milliseconds whatever it does. */
  async close(patience: number): Promise<void> {
    this.send({ kind: 'close' });
    const overdue = setTimeout(() => this.#child.kill('SIGKILL'), patience);
    await this.#exited;
    clearTimeout(overdue);
  }
}

function openLog(home: string): number {
  const folder = join(home, 'logs');
  mkdirSync(folder, { recursive: true });
  return openSync(join(folder, 'engine.log'), 'a', 0o600);
}
