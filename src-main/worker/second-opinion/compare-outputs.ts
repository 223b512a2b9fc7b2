import type { Halt, InvocationOutput } from '../../contract/invocation.ts';
import { keptOutputBytes } from '../../contract/trace-events.ts';

/** What came of a program under one engine. Of the outputs it may be the end. */
export interface ProgramOutcome extends Pick<InvocationOutput, 'halt' | 'stdout' | 'stderr'> {
  /** `200, 12 bytes`: that of an HTTP trigger; null without one. */
  readonly response: string | null;
}

/** One thing that two engines saw differently, as text. */
export interface Difference {
  readonly what: 'halt' | 'response' | 'stdout' | 'stderr';
  readonly ours: string;
  readonly theirs: string;
}

/**
 * What two runs of one program left behind differently; nothing where they agree. Engines have their own words for
 * traps, and the other ones know nothing of limits, so that of these only the kind is compared.
 */
export function compareOutputs(ours: ProgramOutcome, theirs: ProgramOutcome): Difference[] {
  const views = [
    { what: 'halt', ours: nameOf(ours.halt), theirs: nameOf(theirs.halt) },
    { what: 'response', ours: ours.response ?? 'none', theirs: theirs.response ?? 'none' },
    { what: 'stdout', ours: endOf(ours.stdout), theirs: endOf(theirs.stdout) },
    { what: 'stderr', ours: endOf(ours.stderr), theirs: endOf(theirs.stderr) },
  ] as const;
  return views
    .map(({ what, ...sides }) => ({ what, ours: Buffer.from(sides.ours), theirs: Buffer.from(sides.theirs) }))
    .filter((view) => !view.ours.equals(view.theirs))
    .map((view) => ({ what: view.what, ours: view.ours.toString(), theirs: view.theirs.toString() }));
}

function nameOf(halt: Halt): string {
  if (halt.kind === 'exit') return `exit ${halt.code}`;
  return halt.kind === 'memory-limit' || halt.kind === 'stack-limit' ? 'trap' : halt.kind;
}

/** Of ours, no more than that is kept. */
function endOf(output: Uint8Array): Uint8Array {
  return output.subarray(-keptOutputBytes);
}
