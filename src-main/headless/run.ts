import { readFile } from 'node:fs/promises';
import { AtelierError } from '../contract/errors.ts';
import type { Halt, StackFrame } from '../contract/invocation.ts';
import { packageModule } from '../packager/package-module.ts';
import type { Command, CommandIo } from './command-line.ts';
import { parseRunOptions } from './run/run-options.ts';
import { runProgram } from './run/run-program.ts';

const help = `Run a WebAssembly command in the executor, without a platform.

Usage: atelier run [options] FILE.wasm [arguments]

  --env NAME=VALUE    Set a variable of the program's environment; may be given again
  --dir HOST::GUEST   Let the program use the folder HOST as GUEST; may be given again
  --argv0 NAME        What the program is told it is called (default: the file's name)
  --trace             Write the hostcalls to stderr when the program has ended
  --debug-json        Print what ?debug answers, instead of the program's own output

Options end at the file; what follows is the program's. The exit code is the program's own, 134 after a trap.
`;

/** What a shell says of a program that aborted: 128 and SIGABRT. */
const trapExitCode = 134;

/**
 * `atelier run`: runs a WASI command over the streams of this process and gives its exit code. Throws `usage`,
 * `not-found` for a file or folder that is not there, and `invalid-module`.
 */
export const runCommand: Command = async (argv, io) => {
  const options = parseRunOptions(argv);
  if (options === null) {
    io.stdout.write(help);
    return 0;
  }
  const wasm = await readModule(options.file);
  const outcome = await runProgram(packageModule(wasm), options, io);
  return exitCodeOf(outcome.halt, io);
};

async function readModule(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : message;
    throw new AtelierError('not-found', `${file} can't be read: ${reason}.`, { cause });
  }
}

/** A guest's exit code is any 32-bit number and a process' a byte: what is larger stays a failure. */
function exitCodeOf(halt: Halt, io: CommandIo): number {
  if (halt.kind === 'exit') return Math.min(halt.code, 255);
  const stack = 'stack' in halt ? halt.stack.map((frame) => `${describeFrame(frame)}\n`).join('') : '';
  io.stderr.write(`atelier run: ${halt.kind}: ${halt.message}\n${stack}`);
  return trapExitCode;
}

function describeFrame({ functionName, offset, source }: StackFrame): string {
  const place = source ?? (offset === null ? '' : `0x${offset.toString(16).padStart(8, '0')}`);
  return `    at ${functionName} (${place})`;
}
