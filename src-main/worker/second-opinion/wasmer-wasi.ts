import { AtelierError } from '../../contract/errors.ts';
import type { Halt } from '../../contract/invocation.ts';
import type { OtherWasi, ProgramInput } from './other-wasi.ts';

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
  getImports(module: WebAssembly.Module): object;
  /** Takes an instance only once the imports of its module were asked for. */
  instantiate(instance: WebAssembly.Instance): unknown;
  start(): number;
  getStdoutBuffer(): Uint8Array;
  getStderrBuffer(): Uint8Array;
  free(): void;
}

/** Opens `@wasmer/wasi`. Throws `toolchain-missing` where that is not installed. */
export async function openWasmerWasi(module: WebAssembly.Module, input: ProgramInput): Promise<OtherWasi> {
  const { init, WASI } = await loadWasmer();
  await init();
  const wasi = new WASI({ args: input.arguments, env: input.environment });
  wasi.setStdinBuffer(input.stdin);
  return {
    imports: wasi.getImports(module) as WebAssembly.Imports,
    start: (instance) => start(wasi, instance),
    // Both are views of memory that goes with the instance.
    outputs: () => ({ stdout: wasi.getStdoutBuffer().slice(), stderr: wasi.getStderrBuffer().slice() }),
    close: () => wasi.free(),
  };
}

/** An exit is a number there; what it throws is a trap, in an error of its own. */
function start(wasi: WasmerInstance, instance: WebAssembly.Instance): Halt {
  wasi.instantiate(instance);
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
