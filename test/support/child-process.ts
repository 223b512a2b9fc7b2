import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** A process of the running test that reports by messages. */
export interface TestProcess {
  readonly pid: number;
  /** Every message so far; grows. */
  readonly messages: readonly unknown[];
  send(message: string[]): void;
  /** Waits until this many messages have come. Fails when the process ends before. */
  received(count: number): Promise<void>;
  /** Waits for the process to end by itself, and fails unless it ended well. */
  ended(): Promise<void>;
  /** Ends it the hard way: SIGKILL, nothing is cleaned up. */
  kill(): Promise<void>;
}

/** Starts a TypeScript file as a process of its own; it is gone at the end of the test at the latest. */
export function startProcess(file: URL, parameters: readonly string[]): TestProcess {
  const child = fork(file, [...parameters], { execArgv: [] });
  const exit = once(child, 'close');
  const messages: unknown[] = [];
  child.on('message', (message) => messages.push(message));
  const kill = async () => {
    child.kill('SIGKILL');
    await exit;
  };
  onTestFinished(kill);
  return {
    pid: child.pid ?? Number.NaN,
    messages,
    send: (message) => void child.send(message),
    received: (count) => received(child, messages, count),
    ended: async () => {
      const [code] = await exit;
      if (code !== 0) throw new Error(`process ${child.pid} ended with ${code}`);
    },
    kill,
  };
}

async function received(child: ChildProcess, messages: readonly unknown[], count: number): Promise<void> {
  const closed = once(child, 'close').then(() => 'closed');
  while (messages.length < count)
    if ((await Promise.race([once(child, 'message'), closed])) === 'closed' && messages.length < count)
      throw new Error(`process ${child.pid} ended after ${messages.length} messages`);
}
