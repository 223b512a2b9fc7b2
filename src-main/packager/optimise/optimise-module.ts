import type { OptimisationLevel, Strip } from '../../contract/build-settings.ts';
import { toAtelierError } from '../../contract/errors.ts';
import type { OptimisationOutcome } from '../../contract/release.ts';
import { moduleFeatures } from '../inspect/module-features.ts';
import { parseSections } from '../module/parse-sections.ts';
import { SectionId } from '../module/wasm-module.ts';
import { type PackagedModule, packageModule } from '../package-module.ts';
import { originMap } from './origin-map.ts';
import { optimiserFlags, optimiserVersion, runWasmOpt } from './wasm-opt.ts';

export interface OptimisationOptions {
  readonly level: OptimisationLevel;
  readonly strip: Strip;
  /** Where the optimiser may work. */
  readonly folder: string;
}

/** An optimised module with the map of where its instructions come from, or nothing and why. */
export interface Optimised {
  readonly outcome: OptimisationOutcome;
  /** Null where the compiler's output is kept. */
  readonly better: { readonly packaged: PackagedModule; readonly origins: Uint8Array } | null;
}

/**
 * Optimises a release's WebAssembly, which was packaged as `before`. Whatever goes wrong keeps the input: an optimiser
 * that fails, a result that is not valid, that has to be instantiated anew for every request where the input had not,
 * or that nothing speaks for.
 */
export async function optimiseModule(
  wasm: Uint8Array,
  before: PackagedModule,
  { level, strip, folder }: OptimisationOptions,
): Promise<Optimised> {
  const flags = optimiserFlags(level, moduleFeatures(before.source));
  const common = { level, optimiser: await optimiserVersion(), flags };
  const kept = (reason: string, size: number | null): Optimised => ({
    outcome: { ...common, outcome: 'kept', size, reason },
    better: null,
  });
  try {
    const optimised = await runWasmOpt(wasm, originMap(before.source), flags, folder);
    const packaged = packageModule(optimised.wasm, strip);
    const size = packaged.module.length;
    const objection = objectionTo(packaged, before, level);
    if (objection !== null) return kept(objection, size);
    return {
      outcome: { ...common, outcome: 'optimised', size, reason: null },
      better: { packaged, origins: optimised.map },
    };
  } catch (error) {
    return kept(`the optimiser failed: ${toAtelierError(error).message}`, null);
  }
}

/** Why the optimised module is not the better one; null where it is. */
function objectionTo(after: PackagedModule, before: PackagedModule, level: OptimisationLevel): string | null {
  const [obstacle] = after.executable.imageObstacles;
  if (obstacle !== undefined && before.executable.imageObstacles.length === 0)
    return `the optimised module would need a new instance for every request: ${obstacle}`;
  const [weight, weightBefore] = [weigh(after), weigh(before)];
  if (weight.bytes < weightBefore.bytes) return null;
  if (level === 'Os' || level === 'Oz') return 'the optimised module is not smaller';
  if (weight.instructions < weightBefore.instructions) return null;
  return 'the optimised module is neither smaller nor shorter in instructions';
}

interface Weight {
  /** Without custom sections: names weigh nothing. */
  readonly bytes: number;
  readonly instructions: number;
}

function weigh({ module, code }: PackagedModule): Weight {
  const sections = parseSections(module).filter(({ id }) => id !== SectionId.custom);
  return {
    bytes: sections.reduce((sum, { start, end }) => sum + end - start, 0),
    instructions: code.instructions,
  };
}
