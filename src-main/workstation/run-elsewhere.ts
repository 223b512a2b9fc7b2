import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AtelierError, deserializeError } from '../contract/errors.ts';
import type { InvocationOutput } from '../contract/invocation.ts';
import { functionDefaults, platformLimits, wasmPageBytes } from '../contract/limits.ts';
import { compilerEnvironment } from '../toolchain/compiler-environment.ts';
import type { OpinionAnswer, OpinionOrder } from '../worker/second-opinion/opinion-process.ts';

const entry = new URL('../worker/second-opinion/opinion-process.ts', import.meta.url);

/**
 * Runs a program under another engine in a process of its own, with the platform's deadline and the memory that its
 * input allows. Throws `deadline-exceeded`, `worker-lost` where the process dies, and what the engine throws.
 */
export async function runElsewhere(order: OpinionOrder, signal?: AbortSignal): Promise<InvocationOutput> {
  const folder = await mkdtemp(join(tmpdir(), 'atelier-'));
  try {
    return await ask(order, folder, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ask(order: OpinionOrder, folder: string, signal?: AbortSignal): Promise<InvocationOutput> {
  // The engines are modules themselves and need what any function may have.
  const memory = Math.max(order.input.limits.maxMemory, functionDefaults.maxMemory);
  const child = fork(entry, [], {
    execArgv: [`--wasm-max-mem-pages=${Math.ceil(memory / wasmPageBytes)}`],
    // With this variable Electron's binary, under which we may be running, is Node; Node itself does not know it.
    env: { ...compilerEnvironment(folder), ELECTRON_RUN_AS_NODE: '1' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const { promise: gone, resolve: ended } = Promise.withResolvers<void>();
  const { promise, resolve, reject } = Promise.withResolvers<InvocationOutput>();
  const giveUp = () => reject(new AtelierError('deadline-exceeded', late(order)));
  const overdue = setTimeout(giveUp, platformLimits.deadline);
  const onAbort = () => reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  child.once('error', (error) => resolve(Promise.reject(error)));
  child.once('exit', () => {
    ended();
    reject(new AtelierError('worker-lost', `The process of ${order.engine} ended without an answer.`));
  });
  child.once('message', (answer: OpinionAnswer) => {
    if ('output' in answer) resolve(answer.output);
    else reject(deserializeError(answer.error));
  });
  child.send(order);
  return promise.finally(async () => {
    clearTimeout(overdue);
    signal?.removeEventListener('abort', onAbort);
    child.kill('SIGKILL');
    await gone;
  });
}

function late({ engine }: OpinionOrder): string {
  return `The function did not end within ${platformLimits.deadline / 1_000} s under ${engine}.`;
}
