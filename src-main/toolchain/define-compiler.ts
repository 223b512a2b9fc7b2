import { AtelierError } from '../contract/errors.ts';
import type { BuildInput, Compiler, Detection } from './toolchain.ts';

/** What a search finds at the least. */
export interface FoundCompiler {
  readonly path: string;
  readonly version: string;
}

/** How a compiler is found, used, and installed where it is not there. */
export interface CompilerDescription<Found extends FoundCompiler> {
  readonly name: string;
  find(): Promise<Found | undefined>;
  hint(): Promise<string>;
  /** What the user may want to know of what was found. */
  advise?(found: Found): Promise<string | undefined>;
  build(found: Found, input: BuildInput): Promise<Uint8Array>;
}

/** Makes a compiler of its description: each of its operations begins with the search. */
export function defineCompiler<Found extends FoundCompiler>(
  description: CompilerDescription<Found>,
): Compiler {
  const { name, hint } = description;
  const find = rememberForNow(description.find);
  const findOrThrow = async (): Promise<Found> => {
    const found = await find();
    if (found === undefined) throw missing(name, await hint());
    return found;
  };
  return {
    name,
    detect: async (): Promise<Detection> => {
      const found = await find();
      if (found === undefined) return { found: false, hint: await hint() };
      const advice = await description.advise?.(found);
      return { found: true, version: found.version, path: found.path, ...(advice && { advice }) };
    },
    version: async () => (await findOrThrow()).version,
    build: async (input) => description.build(await findOrThrow(), input),
  };
}

/**
 * Milliseconds for which what was found is taken to be there. A search looks into every folder of PATH, and whoever compiles
 * asks for the version first.
 */
const freshness = 500;

function rememberForNow<Found>(search: () => Promise<Found>): () => Promise<Found> {
  let known:
    | { readonly found: Promise<Found>; readonly path: string | undefined; readonly until: number }
    | undefined;
  return () => {
    const [now, path] = [performance.now(), process.env.PATH];
    if (known === undefined || known.until < now || known.path !== path)
      known = { found: search(), path, until: now + freshness };
    return known.found;
  };
}

function missing(name: string, install: string): AtelierError {
  return new AtelierError(
    'toolchain-missing',
    `This machine has no compiler of ${name} for WebAssembly. Install it and deploy again: ${install}\n` +
      'Or compile the source elsewhere for WASI preview 1, and deploy the .wasm file.',
    { details: { language: name, install } },
  );
}
