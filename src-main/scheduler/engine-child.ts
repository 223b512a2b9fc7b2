import { fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { EngineOrder, EngineReport } from '../contract/engine-messages.ts';

/** What a process for the engine is started with. */
export interface EngineLaunch {
  /** Absolute path of the module that it runs. */
  readonly entry: string;
  /** V8's flags, where whatever starts the process can pass them on. */
  readonly flags: readonly string[];
  /** Where its output goes; the file is there. */
  readonly log: string;
  report(report: EngineReport): void;
  /** Called once, when the process is gone; nothing is reported after it. */
  exited(reason: string): void;
}

/** A process that was started for the engine. It ends with this process, whichever way this one ends. */
export interface EngineChild {
  /** Undefined until it runs, and where it could not be started. */
  readonly pid: number | undefined;
  /** Sends an order; nothing happens where the process is gone. */
  send(order: EngineOrder): void;
  /** Ends it at once. */
  kill(): void;
}

export type StartEngineChild = (launch: EngineLaunch) => EngineChild;

/** Starts the engine as a child process of Node. */
export const forkEngine: StartEngineChild = ({ entry, flags, log, report, exited }) => {
  const output = openSync(log, 'a');
  const child = fork(entry, [], {
    serialization: 'advanced',
    execArgv: [...flags],
    stdio: ['ignore', output, output, 'ipc'],
  });
  closeSync(output);
  const { promise, resolve } = Promise.withResolvers<string>();
  child.once('error', (error) => resolve(error.message));
  child.once('exit', (code, signal) =>
    resolve(signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`),
  );
  void promise.then(exited);
  child.on('message', report);
  return {
    pid: child.pid,
    // The callback takes the error of a process that dies under the message: its end is told anyway.
    send: (order) => void (child.connected && child.send(order, () => {})),
    kill: () => void child.kill('SIGKILL'),
  };
};
