import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { AtelierError } from '../contract/errors.ts';
import { compilerEnvironment } from './compiler-environment.ts';
import { startCompiler } from './compiler-process.ts';
import { killProcessGroup } from './kill-process-group.ts';
import type { BuildInput } from './toolchain.ts';

export interface CompilerRun {
  readonly program: string;
  readonly parameters: readonly string[];
  /** Where it runs. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Takes each line of stdout and stderr, as they come. */
  line(text: string): void;
}

/**
 * Runs a compiler without network and gives its exit code. `told` hears its parameters, its temporary files go into the
 * build's own folder, and it ends with the signal, as does all that it started. Throws `compile-failed` where the system
 * ends it, and the signal's reason.
 */
export async function runCompiler(
  { program, parameters, folder, environment, line }: CompilerRun,
  input: Pick<BuildInput, 'folder' | 'signal' | 'told'>,
): Promise<number> {
  const { signal } = input;
  signal?.throwIfAborted();
  input.told?.(parameters);
  const surroundings = { ...compilerEnvironment(input.folder), ...environment };
  const command = { program, parameters, folder, environment: surroundings };
  const child = await startCompiler(command, signal !== undefined);
  const end = () => child.pid !== undefined && killProcessGroup(child.pid);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  try {
    const { promise, resolve, reject } = Promise.withResolvers<[number | null, string | null]>();
    child.once('error', reject).once('close', (code, killedBy) => resolve([code, killedBy]));
    const [[code, killedBy]] = await Promise.all([
      promise,
      readLines(child.stdout, line),
      readLines(child.stderr, line),
    ]);
    signal?.throwIfAborted();
    if (code === null) throw new AtelierError('compile-failed', `${program} was ended by ${killedBy}.`);
    return code;
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

async function readLines(stream: Readable, take: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
    take(line);
}
