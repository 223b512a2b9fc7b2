import { createWriteStream } from 'node:fs';
import { utilityProcess } from 'electron';
import type { EngineReport } from '../contract/engine-messages.ts';
import type { StartEngineChild } from '../scheduler/engine-child.ts';

/** Starts the engine as a utility process, which needs no Node mode of the app's binary and ends with the app. */
export const startEngineChild: StartEngineChild = ({ entry, flags, log, report, exited }) => {
  const child = utilityProcess.fork(entry, [], {
    execArgv: [...flags],
    stdio: ['ignore', 'pipe', 'pipe'],
    serviceName: 'Atelier engine',
  });
  const output = createWriteStream(log, { flags: 'a' });
  child.stdout?.pipe(output, { end: false });
  child.stderr?.pipe(output, { end: false });
  let running = true;
  child.on('message', (message: EngineReport) => report(message));
  child.once('exit', (code) => {
    running = false;
    output.end();
    exited(`it ended with exit code ${code}`);
  });
  return {
    get pid() {
      return child.pid;
    },
    send: (order) => void (running && child.postMessage(order)),
    // `child.kill()` only asks.
    kill: () => void (child.pid !== undefined && process.kill(child.pid, 'SIGKILL')),
  };
};
