import { describeSize } from '../../contract/describe-size.ts';
import type { Diagnostic } from '../../contract/diagnostic.ts';
import { AtelierError } from '../../contract/errors.ts';
import type { StackFrame } from '../../contract/invocation.ts';
import { functionDefaults, wasmPageBytes } from '../../contract/limits.ts';
import { type Locate, takeSourceMap } from '../../contract/source-map.ts';
import type { Engine } from './engine.ts';
import { GuestException } from './guest-exception.ts';
import { haltOfException } from './halt-of-exception.ts';
import { type EngineImage, type JavaScriptInstance, leftAlone } from './javascript-instance.ts';
import { formatStack } from './javascript-stack.ts';
import { inSources, locateInScript } from './source-places.ts';
import { compileTopLevel, runTopLevel, type TopLevel } from './top-level.ts';

/** A function's script in an image. */
export interface Program {
  readonly image: EngineImage;
  /** The compiled script, where its top level has to run for each request; null where the image has it behind it. */
  readonly topLevel: TopLevel | null;
  /** Where the script's places were written. */
  readonly locate: Locate;
}

/** Memory while there is no invocation that says how much it may have. */
const loadPages = functionDefaults.maxMemory / wasmPageBytes;

/** What a top level may take before it is left to the invocations, in milliseconds. */
const loadTime = 1000;

/**
 * Compiles a script and runs its top level as far as it goes without reaching for the outside: a program whose top
 * level gets to its end has it in its image, any other runs it for each request.
 * Throws `function-failed` with QuickJS's words where the script is none, or its top level throws; where that happened is
 * in `details.diagnostics`, in terms of the files that the script was bundled from. Throws `memory-limit` for one that is
 * too large to be compiled.
 */
export function loadProgram(engine: Engine, script: string): Program {
  const { code: source, locate: locateOrigin } = takeSourceMap(script);
  const locate = locateInScript(source, locateOrigin);
  const { base } = engine;
  const instance = engine.take(base, loadPages);
  instance.locate = locate;
  let compiled: Program | null = null;
  try {
    const topLevel = compileTopLevel(instance.quickjs, source);
    compiled = { image: imageOf(instance, base), topLevel, locate };
    instance.patience = performance.now() + loadTime;
    // It comes to its end now if it ever does: a timer to wait for would need the clock, which is outside.
    void runTopLevel(instance, base, topLevel);
    instance.quickjs.exports.qjs_run_gc();
    return { image: imageOf(instance, base), topLevel: null, locate };
  } catch (error) {
    const failure = failureOf(error, instance, base, locate);
    if (failure === null && compiled !== null) return compiled;
    throw failure ?? (error instanceof GuestException ? tooLarge() : error);
  } finally {
    engine.give(instance);
  }
}

/** An image like this one, in which that many more bytes of the guest's heap are free before memory has to grow. */
export function enlargeImage(engine: Engine, image: EngineImage, bytes: number): EngineImage {
  const instance = engine.take(image, loadPages);
  instance.quickjs.exports.wasm_free(instance.quickjs.allocate(bytes));
  const enlarged = imageOf(instance, engine.base);
  engine.give(instance);
  return enlarged;
}

/** The image of an instance that began with the engine's own: of the other, it has what is different. */
function imageOf(instance: JavaScriptInstance, base: EngineImage): EngineImage {
  return { ...base, image: instance.takeImage(base.image) };
}

/** What QuickJS throws while it compiles is a mistake in the script, or that there is no room. */
function tooLarge(): AtelierError {
  const most = describeSize(loadPages * wasmPageBytes);
  return new AtelierError(
    'memory-limit',
    `The script is too large: compiling it takes more than ${most} of memory.`,
  );
}

/** What is wrong with a script that failed; null where an invocation, with limits of its own, may fare better. */
function failureOf(
  error: unknown,
  instance: JavaScriptInstance,
  base: EngineImage,
  locate: Locate,
): AtelierError | null {
  if (error === leftAlone) return null;
  const halt = inSources(haltOfException(error, instance, base), locate);
  if (halt.kind !== 'exception' && halt.kind !== 'trap' && halt.kind !== 'stack-limit') return null;
  const { message, stack } = halt;
  const text = `${message}\n${formatStack(stack)}`.trim();
  return new AtelierError('function-failed', text, {
    details: { stack, diagnostics: diagnosticsOf(message, text, stack) },
  });
}

/** The innermost place of the script. */
function diagnosticsOf(message: string, text: string, stack: readonly StackFrame[]): Diagnostic[] {
  for (const { source } of stack) {
    const [, file, line, column] = /^(.+):(\d+):(\d+)$/.exec(source ?? '') ?? [];
    if (file !== undefined)
      return [{ file, line: Number(line), column: Number(column), severity: 'error', message, text }];
  }
  return [];
}
