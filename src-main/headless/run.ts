import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { AtelierError } from '../contract/errors.ts';
import type { Halt, StackFrame, TriggerKind } from '../contract/invocation.ts';
import { functionBounds } from '../contract/limits.ts';
import type { OtherEngine } from '../contract/second-opinion.ts';
import { type PackagedModule, packageModule } from '../packager/package-module.ts';
import { locateFrames } from '../symbols/locate-frames.ts';
import { writeDmesg } from '../traces/dmesg-writer.ts';
import { buildTraceModel } from '../traces/trace-model.ts';
import { runUnder } from '../worker/second-opinion/run-under.ts';
import type { Command, CommandIo } from './command-line.ts';
import { parseRunOptions, type RunOptions } from './run/run-options.ts';
import { type RunOutcome, runProgram } from './run/run-program.ts';

const help = `Run a WebAssembly command in the executor, without a platform.

Usage: atelier run [options] FILE.wasm [arguments]

  --env NAME=VALUE    Set a variable of the program's environment; may be given again
  --dir HOST::GUEST   Let the program use the folder HOST as GUEST; may be given again
  --argv0 NAME        What the program is told it is called (default: the file's name)
  --engine NAME       Run it under wasmer or node instead, for a second opinion
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
  if (options.engine !== null) return runElsewhere(options.engine, wasm, options, io);
  const outcome = inSources(await run(packageModule(wasm), options, io), wasm);
  if (options.debugJson) io.stdout.write(`${JSON.stringify(debugAnswer(outcome, wasm.length))}\n`);
  else {
    io.stdout.write(outcome.stdout);
    io.stderr.write(outcome.stderr);
    if (options.trace) io.stderr.write(dmesgOf(outcome));
  }
  return exitCodeOf(outcome.halt, io);
};

/** The other engines take their input before they begin and give their output when they have ended. */
async function runElsewhere(
  engine: OtherEngine,
  wasm: Uint8Array,
  options: RunOptions,
  io: CommandIo,
): Promise<number> {
  const { arguments: argv, environment } = options;
  const outcome = await runUnder(engine, wasm, {
    id: `invocation_${randomUUID()}`,
    trigger: 'Std',
    arguments: argv,
    environment,
    head: '',
    body: await buffer(io.stdin),
    limits: { maxMemory: functionBounds.maximumMemory, output: Number.MAX_SAFE_INTEGER },
  });
  io.stdout.write(outcome.stdout);
  io.stderr.write(outcome.stderr);
  return exitCodeOf(outcome.halt, io);
}

/** A script needs the whole executor, which a command does without. */
async function run(packaged: PackagedModule, options: RunOptions, io: CommandIo): Promise<RunOutcome> {
  if (packaged.script === null) return runProgram(packaged, options, io);
  const { runScript } = await import('./run/run-script.ts');
  return runScript(packaged, options, io);
}

/** With the lines of its stack, where the module has DWARF. */
function inSources(outcome: RunOutcome, wasm: Uint8Array): RunOutcome {
  const { halt } = outcome;
  return 'stack' in halt ? { ...outcome, halt: { ...halt, stack: locateFrames(halt.stack, wasm) } } : outcome;
}

/** What `?debug` answers (docs/wire.md, 2), its keys in that order. */
function debugAnswer(outcome: RunOutcome, size: number) {
  const trigger: TriggerKind = 'Std';
  return {
    stdout: Buffer.from(outcome.stdout).toString(),
    stderr: Buffer.from(outcome.stderr).toString(),
    dmesg: dmesgOf(outcome),
    trigger,
    responseBody: '',
    currentPages: outcome.pages,
    size,
  };
}

function dmesgOf({ trace, timing, halt }: RunOutcome): string {
  return writeDmesg(buildTraceModel(trace, timing, halt));
}

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
