import { AtelierError } from '../../contract/errors.ts';
import { functionDefaults, wasmPageBytes } from '../../contract/limits.ts';
import type { Engine } from './engine.ts';
import { EventLoop, type Eventually, eventually, neverSettles } from './event-loop.ts';
import { GuestException } from './guest-exception.ts';
import { describeThrown } from './halt-of-exception.ts';
import { type EngineImage, type JavaScriptInstance, touchedOutside } from './javascript-instance.ts';
import { formatStack, scriptName } from './javascript-stack.ts';
import type { Box, QuickJs } from './quickjs.ts';

/** A function's script in an image. */
export interface Program {
  readonly image: EngineImage;
  /** The compiled script, where its top level has to run for each request; null where the image has it behind it. */
  readonly topLevel: CompiledScript | null;
}

interface CompiledScript {
  readonly kind: 'script' | 'module';
  readonly code: Box;
}

/** Memory while there is no invocation that says how much it may have. */
const loadPages = functionDefaults.maxMemory / wasmPageBytes;

/** Gives the triggers of a script: declared functions, and those in `const` and `let` too. */
const triggersOfScript = `({
  trigger_http: typeof trigger_http === 'undefined' ? undefined : trigger_http,
  trigger_pulsar: typeof trigger_pulsar === 'undefined' ? undefined : trigger_pulsar,
  main: typeof main === 'undefined' ? undefined : main,
})`;

/**
 * Compiles a script and runs its top level as far as it goes without reaching for the outside: a program whose top
 * level gets to its end has it in its image, any other runs it for each request.
 * Throws `function-failed` with QuickJS's words where the script is none, or its top level throws.
 */
export function loadProgram(engine: Engine, source: string): Program {
  const { base } = engine;
  const instance = engine.take(base, loadPages);
  try {
    const topLevel = compile(instance.quickjs, source);
    const compiled = { ...base, image: instance.takeImage() };
    return runsAlone(instance, base, topLevel)
      ? { image: { ...base, image: takeCleanImage(instance) }, topLevel: null }
      : { image: compiled, topLevel };
  } catch (error) {
    throw loadError(error, instance, base);
  } finally {
    engine.give(instance);
  }
}

/** An image like this one, in which that many more bytes of the guest's heap are free before memory has to grow. */
export function enlargeImage(engine: Engine, image: EngineImage, bytes: number): EngineImage {
  const instance = engine.take(image, loadPages);
  instance.quickjs.exports.wasm_free(instance.quickjs.allocate(bytes));
  const enlarged = { ...image, image: instance.takeImage() };
  engine.give(instance);
  return enlarged;
}

/** Runs the top level of a script to its end, and tells the prelude which triggers it defines. */
export function runTopLevel(
  { quickjs }: JavaScriptInstance,
  { entries }: EngineImage,
  { kind, code }: CompiledScript,
  loop: EventLoop,
): Eventually<void> {
  if (kind === 'module') {
    const { promise, namespace } = quickjs.runModule(code);
    return eventually(loop.settle(promise), () => void quickjs.call(entries.define, namespace()));
  }
  quickjs.runScript(code);
  const triggers = quickjs.runScript(quickjs.compile(triggersOfScript, scriptName, 'script'));
  return eventually(loop.settle(triggers), (settled) => void quickjs.call(entries.define, settled));
}

/** Compiles as a classic script, and as a module where it is none. */
function compile(quickjs: QuickJs, source: string): CompiledScript {
  try {
    return { kind: 'script', code: quickjs.compile(source, scriptName, 'script') };
  } catch (error) {
    if (!(error instanceof GuestException)) throw error;
    return { kind: 'module', code: quickjs.compile(source, scriptName, 'module') };
  }
}

/** Whether the top level came to its end without a hostcall. */
function runsAlone(instance: JavaScriptInstance, base: EngineImage, topLevel: CompiledScript): boolean {
  try {
    const end = runTopLevel(instance, base, topLevel, new EventLoop(instance, base.entries.turn));
    return !(end instanceof Promise);
  } catch (error) {
    if (error === touchedOutside) return false;
    throw error;
  }
}

function takeCleanImage(instance: JavaScriptInstance) {
  instance.quickjs.exports.qjs_run_gc();
  return instance.takeImage();
}

function loadError(error: unknown, instance: JavaScriptInstance, base: EngineImage): unknown {
  if (error === neverSettles)
    return new AtelierError(
      'function-failed',
      `The top level of ${scriptName} waits for a promise that never settles.`,
    );
  if (!(error instanceof GuestException)) return error;
  const { message, stack } = describeThrown(error.value, instance, base);
  return new AtelierError('function-failed', `${message}\n${formatStack(stack)}`.trim(), {
    details: { stack },
  });
}
