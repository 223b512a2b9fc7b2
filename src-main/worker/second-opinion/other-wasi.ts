import type { Halt } from '../../contract/invocation.ts';

/** Another implementation of WASI, opened for one run of one module. */
export interface OtherWasi {
  /** What it offers to the module. */
  readonly imports: WebAssembly.Imports;
  /** Runs `_start` to its end. Throws for an instance that it can't start. */
  start(instance: WebAssembly.Instance): Halt;
  /** What was written, once it has ended. */
  outputs(): { readonly stdout: Uint8Array; readonly stderr: Uint8Array };
  close(): void;
}

/** What a program is given, as far as every engine can give it. */
export interface ProgramInput {
  /** argv, its first the program's name. */
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin: Uint8Array;
}
