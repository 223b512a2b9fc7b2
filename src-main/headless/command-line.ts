import type { Readable, Writable } from 'node:stream';
import { AtelierError } from '../contract/errors.ts';

/** What a command talks to. A process gives its own streams; a test gives its own. */
export interface CommandIo {
  readonly stdin: Readable;
  readonly stdout: CommandOutput;
  readonly stderr: CommandOutput;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A stream that may be a terminal. */
export type CommandOutput = Writable & { readonly isTTY?: boolean };

/** Takes the arguments after its name and gives the exit code. What it throws is shown, and the exit code is then 1. */
export type Command = (argv: readonly string[], io: CommandIo) => Promise<number>;

/**
 * The error door of a command line: runs the command over the process' own streams and leaves its exit code behind.
 * An AtelierError is shown as the one paragraph that its message is, and what the system refuses with the file that it is about;
 * anything else is a fault of ours, with its stack.
 */
export async function runCommandLine(name: string, command: Command): Promise<void> {
  process.stdout.on('error', leaveWhenTheReaderLeft);
  const io: CommandIo = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
  };
  try {
    process.exitCode = await command(process.argv.slice(2), io);
  } catch (error) {
    process.stderr.write(`${name}: ${describeError(error)}\n`);
    process.exitCode = 1;
  }
}

/** `clever functions | head` closes our stdout early: nobody is left to tell. */
function leaveWhenTheReaderLeft(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}

function describeError(error: unknown): string {
  if (error instanceof AtelierError) {
    const cause = error.code === 'internal' && error.cause !== undefined ? ` (${String(error.cause)})` : '';
    return `${error.message}${cause}`;
  }
  if (isRefusedFile(error))
    return `${error.message}. See that this user may read and write there, and that the disk has room.`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `this should not have happened and is a fault of Atelier:\n${stack}`;
}

/** A call of the system that failed for a file: permissions, a disk that is full or read-only, a name that there is not. */
function isRefusedFile(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}
