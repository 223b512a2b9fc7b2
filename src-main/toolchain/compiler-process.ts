import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { withoutNetwork } from './isolate-network.ts';

/** A program to run, and in what surroundings. */
export interface CompilerCommand {
  readonly program: string;
  readonly parameters: readonly string[];
  /** Where it runs. */
  readonly folder: string;
  /** All of its variables. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A running compiler, whose output is ours to read. */
export type CompilerProcess = ChildProcess & { readonly stdout: Readable; readonly stderr: Readable };

/** A shell that will be the next compiler. */
let waiting: CompilerProcess | undefined;
/** Whether this process runs compilers at all. */
let isUsed = false;

/**
 * Starts a compiler without network; as a process group of its own, it can be ended with all that it starts. In a packaging
 * job it belongs to the job's.
 */
export async function startCompiler(command: CompilerCommand, isOwnGroup: boolean): Promise<CompilerProcess> {
  isUsed = true;
  const shell = waiting;
  waiting = undefined;
  if (shell !== undefined && !isOwnGroup) return become(shell, command);
  const { program, parameters, folder, environment } = command;
  const [first, ...rest] = [...(await withoutNetwork()), program, ...parameters] as [string, ...string[]];
  return spawn(first, rest, {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: isOwnGroup && process.platform !== 'win32',
  });
}

/**
 * Starts a shell that waits to become the next compiler, where there has been one. To start a process, the system copies the
 * tables of this one's memory, and makes a namespace that has no network: many milliseconds where a compiler takes few
 * hundred, and nobody waits for them now. Does nothing on Windows, which copies nothing.
 */
export async function prepareNextCompiler(): Promise<void> {
  if (!isUsed || waiting !== undefined || process.platform === 'win32') return;
  const [first = '/bin/sh', ...rest] = [...(await withoutNetwork()), '/bin/sh', '-s'];
  const shell = spawn(first, rest, { env: {}, stdio: ['pipe', 'pipe', 'pipe'] });
  const forget = () => {
    if (waiting === shell) waiting = undefined;
  };
  shell.once('error', forget).once('exit', forget);
  // Where it is gone, its end says so.
  shell.stdin.on('error', () => undefined);
  waiting = shell;
}

/** Has the shell put the program in its own place. */
function become(
  shell: CompilerProcess,
  { program, parameters, folder, environment }: CompilerCommand,
): CompilerProcess {
  const variables = Object.entries(environment).map(([name, value]) => `export ${name}=${quote(value)}`);
  const replacement = ['exec', ...[program, ...parameters].map(quote), '</dev/null'].join(' ');
  shell.stdin?.end([...variables, `cd ${quote(folder)} || exit`, replacement, ''].join('\n'));
  return shell;
}

/** A word of the shell's language that stands for the text (POSIX.1, 2.2.2). */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
