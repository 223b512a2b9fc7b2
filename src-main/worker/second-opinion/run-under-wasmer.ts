import { AtelierError } from '../../contract/errors.ts';
import type { Halt } from '../../contract/invocation.ts';
import type { ProgramInput, ProgramOutcome } from './other-engine.ts';

/** The part of the package's interface that is used here; its own declarations need those of a browser. */
interface Wasmer {
  init(): Promise<void>;
  readonly WASI: new (options: {
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  }) => WasmerInstance;
}
interface WasmerInstance {
  setStdinBuffer(bytes: Uint8Array): void;
  instantiate(module: WebAssembly.Module, imports: object): unknown;
  start(): number;
  getStdoutBuffer(): Uint8Array;
  getStderrBuffer(): Uint8Array;
  free(): void;
}

/** Runs a command under `@wasmer/wasi`. Throws `toolchain-missing` where that is not installed. */
export async function runUnderWasmer(wasm: Uint8Array, input: ProgramInput): Promise<ProgramOutcome> {
  const { init, WASI } = await loadWasmer();
  await init();
  const wasi = new WASI({ args: input.arguments, env: input.environment });
  try {
    wasi.setStdinBuffer(input.stdin);
    const halt = start(wasi, new WebAssembly.Module(new Uint8Array(wasm)));
    // Both are views of memory that goes with the instance.
    return { halt, stdout: wasi.getStdoutBuffer().slice(), stderr: wasi.getStderrBuffer().slice() };
  } finally {
    wasi.free();
  }
}

/** An exit is a number there; what it throws is a trap, in an error of its own. */
function start(wasi: WasmerInstance, module: WebAssembly.Module): Halt {
  wasi.instantiate(module, {});
  try {
    return { kind: 'exit', code: wasi.start() };
  } catch (error) {
    return { kind: 'trap', message: error instanceof Error ? error.message : String(error), stack: [] };
  }
}

async function loadWasmer(): Promise<Wasmer> {
  try {
    return (await import('@wasmer/wasi')) as unknown as Wasmer;
  } catch (cause) {
    throw new AtelierError(
      'toolchain-missing',
      'The second opinion of wasmer needs the package @wasmer/wasi. Install it with "npm install @wasmer/wasi".',
      { cause },
    );
  }
}
