import { AtelierError } from '../../contract/errors.ts';
import type { Halt } from '../../contract/invocation.ts';
import type { OtherEngine, ProgramInput, ProgramOutcome } from './other-engine.ts';

/** One thing that two engines saw differently. */
export interface Difference {
  readonly what: 'halt' | 'stdout' | 'stderr';
  readonly ours: string;
  readonly theirs: string;
}

/**
 * Runs a command under another engine, without limits: it is for programs that are known to end. Throws
 * `toolchain-missing` where the engine is not installed, `invalid-module` where it can't take the module.
 */
export async function runUnder(
  engine: OtherEngine,
  wasm: Uint8Array,
  input: ProgramInput,
): Promise<ProgramOutcome> {
  try {
    if (engine === 'node') return (await import('./run-under-node.ts')).runUnderNode(wasm, input);
    return await (await import('./run-under-wasmer.ts')).runUnderWasmer(wasm, input);
  } catch (cause) {
    if (cause instanceof AtelierError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AtelierError('invalid-module', `${engine} can't run the module: ${reason}`, { cause });
  }
}

/**
 * Runs a recorded invocation again under another engine and gives what came out differently; nothing where both
 * agree. Engines have their own words for traps, so that of these only the kind is compared.
 */
export async function secondOpinion(
  engine: OtherEngine,
  wasm: Uint8Array,
  input: ProgramInput,
  ours: ProgramOutcome,
): Promise<Difference[]> {
  const theirs = await runUnder(engine, wasm, input);
  const views = [
    { what: 'halt', ours: nameOf(ours.halt), theirs: nameOf(theirs.halt) },
    { what: 'stdout', ours: textOf(ours.stdout), theirs: textOf(theirs.stdout) },
    { what: 'stderr', ours: textOf(ours.stderr), theirs: textOf(theirs.stderr) },
  ] as const;
  return views.filter((view) => view.ours !== view.theirs);
}

function nameOf(halt: Halt): string {
  return halt.kind === 'exit' ? `exit ${halt.code}` : halt.kind;
}

/** Every byte as a character, so that bytes which are no text are compared as well. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
