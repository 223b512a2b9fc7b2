import type { Halt } from '../../contract/invocation.ts';

/** Other implementations of WASI preview 1 that a command can be run under. */
export const otherEngines = ['wasmer', 'node'] as const;
export type OtherEngine = (typeof otherEngines)[number];

/** What an invocation brings to a program, as far as every engine can give it. */
export interface ProgramInput {
  /** argv, its first the program's name. */
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin: Uint8Array;
}

/** What a program left behind under any engine. */
export interface ProgramOutcome {
  readonly halt: Halt;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}
