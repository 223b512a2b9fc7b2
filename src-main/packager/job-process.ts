import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { AtelierError, deserializeError } from '../contract/errors.ts';
import type { PackagedRelease } from '../contract/packaging.ts';
import { compilerEnvironment } from '../toolchain/compiler-environment.ts';
import { killProcessGroup } from '../toolchain/kill-process-group.ts';
import type { JobEvent, JobMessage, JobOrder } from './job-messages.ts';
import { limitExceeded, type PackagingLimits } from './packaging-limits.ts';

/** A child process that serves packaging orders, one at a time. */
export interface JobProcess {
  /** False once it is ended, or has served enough; it then has to be replaced. */
  readonly usable: boolean;
  /**
   * Serves one order. A process whose job failed, went over a limit or was aborted is ended before this rejects.
   * Throws what the job throws, `packaging-limit`, or the signal's reason.
   */
  run(order: JobOrder, listen: (event: JobEvent) => void, signal: AbortSignal): Promise<PackagedRelease>;
  /** Ends the process and what it started; resolves when it is gone. */
  end(): Promise<void>;
}

/** Compilers leave things in memory; a fresh process now and then keeps that from adding up. */
const ordersOfOneProcess = 100;

/**
 * Starts a job process. `folder` is where its temporary files go. With low priority it leaves the processor to
 * everything that somebody waits for.
 */
export function startJobProcess(
  limits: PackagingLimits,
  folder: string,
  priority: 'normal' | 'low' = 'normal',
): JobProcess {
  const child = fork(new URL('./job.ts', import.meta.url), [String(limits.memory)], {
    // Otherwise V8 wakes a process that waits for its job every eight seconds, to look for garbage.
    execArgv: ['--no-memory-reducer'],
    // With this variable Electron's binary, under which we may be running, is Node; Node itself does not know it.
    env: { ...compilerEnvironment(folder), ELECTRON_RUN_AS_NODE: '1' },
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // The leader of its own process group, which can be ended as a whole.
    detached: process.platform !== 'win32',
  });
  if (priority === 'low' && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const { promise: gone, resolve: ended } = Promise.withResolvers<void>();
  child.once('exit', () => ended()).once('error', () => ended());
  let served = 0;
  const end = () => {
    const running = child.exitCode === null && child.signalCode === null;
    if (running && child.pid !== undefined) killProcessGroup(child.pid);
    return gone;
  };
  return {
    get usable() {
      return served < ordersOfOneProcess && child.connected;
    },
    end,
    run: async (order, listen, signal) => {
      served += 1;
      try {
        return await serve(child, order, limits, listen, signal);
      } catch (error) {
        await end();
        throw error;
      }
    },
  };
}

function serve(
  child: ChildProcess,
  order: JobOrder,
  limits: PackagingLimits,
  listen: (event: JobEvent) => void,
  signal: AbortSignal,
): Promise<PackagedRelease> {
  const { promise, resolve, reject } = Promise.withResolvers<PackagedRelease>();
  let logged = 0;
  const onMessage = (message: JobMessage) => {
    if (message.kind === 'packaged') return resolve(message.packaged);
    if (message.kind === 'failed') return reject(deserializeError(message.error));
    if (message.kind === 'log') logged += Buffer.byteLength(message.text);
    if (logged > limits.log) return reject(limitExceeded('log', limits.log));
    listen(message);
  };
  const onExit = (_: number | null, killedBy: string | null) => reject(unexpectedEnd(killedBy));
  const onAbort = () => reject(signal.reason);
  const timer = setTimeout(() => reject(limitExceeded('time', limits.time)), limits.time);
  child.on('message', onMessage).on('exit', onExit);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  else child.send(order, (error) => error && reject(unexpectedEnd(child.signalCode, error)));
  return promise.finally(() => {
    clearTimeout(timer);
    child.off('message', onMessage).off('exit', onExit);
    signal.removeEventListener('abort', onAbort);
  });
}

/** A signal that is not ours comes from the system, which ends what takes too much memory, or from V8 itself. */
function unexpectedEnd(killedBy: string | null, cause?: Error): AtelierError {
  if (killedBy === null)
    return new AtelierError('internal', 'The packaging job ended without a result. Deploy again.', { cause });
  return new AtelierError(
    'packaging-limit',
    `The packaging job was stopped by the system (${killedBy}), most likely because memory ran out. ` +
      'Close other programs, or compile the source yourself and deploy the .wasm file.',
    { details: { limit: 'memory' } },
  );
}
