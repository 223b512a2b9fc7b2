import { readdirSync, readFileSync } from 'node:fs';
import { AtelierError } from '../../contract/errors.ts';
import { functionDefaults, wasmPageBytes } from '../../contract/limits.ts';
import { TraceRecorder } from '../trace/trace-recorder.ts';
import { newHostObject } from './host-operations.ts';
import { scratchBytes } from './hostcalls.ts';
import {
  type Engine,
  type EngineImage,
  JavaScriptInstance,
  type PreludeEntry,
  preludeEntries,
} from './javascript-instance.ts';
import { emptySession } from './javascript-session.ts';
import { type PreludeSource, preludeFolder } from './module-loader.ts';
import { type Box, promiseState } from './quickjs.ts';

const preludeUrl = new URL('./prelude/', import.meta.url);
const mainModule = 'main.js';

/**
 * Of the 1 MiB that QuickJS has as its stack: as deep as the smaller stack of a worker thread lets it go, so that a
 * recursion without end is an exception that the function can catch.
 */
const stackBytes = 256 * 1024;
/** Enough to describe an exception and write it to stderr. */
const reserveBytes = 32 * 1024;
/** Cycles are collected when this much was allocated: never for most requests, whose memory is put back anyway. */
const collectionThreshold = 4 * 1024 * 1024;

const bases = new Map<string, EngineImage>();

/**
 * The image of QuickJS with the prelude in it, made once in a thread for all functions: `digest` names the module.
 * Throws `invalid-module` for a module that is not the QuickJS of the JavaScript toolchain.
 */
export function baseImage(engine: Engine, digest: string): EngineImage {
  let base = bases.get(digest);
  if (base === undefined) {
    base = makeBaseImage(engine);
    bases.set(digest, base);
  }
  return base;
}

function makeBaseImage(engine: Engine): EngineImage {
  try {
    return startEngine(engine);
  } catch (cause) {
    throw new AtelierError(
      'invalid-module',
      'The module carries a script but is not the QuickJS of this version. Deploy the JavaScript source instead.',
      { cause },
    );
  }
}

function startEngine(engine: Engine): EngineImage {
  const pages = engine.executable.memory.initialPages;
  const instance = new JavaScriptInstance(
    engine,
    pages,
    functionDefaults.maxMemory / wasmPageBytes,
    readPrelude(),
  );
  instance.session = emptySession(new TraceRecorder({ firstSlots: 1, lastSlots: 1 }));
  const { quickjs } = instance;
  const { exports } = quickjs;
  exports._initialize();
  if (exports.qjs_init() !== 0) throw new Error('QuickJS could not start');
  exports.qjs_set_max_stack_size(stackBytes);
  exports.qjs_set_gc_threshold(collectionThreshold);
  exports.qjs_set_promise_rejection_handler(1);
  exports.qjs_set_module_loader(1);
  const scratch = quickjs.allocate(scratchBytes);
  const namespace = runPrelude(instance);
  const entries = Object.fromEntries(
    preludeEntries.map((name) => [name, quickjs.property(namespace, name)]),
  ) as Record<PreludeEntry, Box>;
  const reserve = quickjs.allocate(reserveBytes);
  return { image: instance.takeImage(), scratch, reserve, entries };
}

function runPrelude(instance: JavaScriptInstance): Box {
  const { quickjs } = instance;
  const { exports } = quickjs;
  quickjs.setProperty(exports.qjs_get_global(), 'host', newHostObject(instance));
  const source = readPrelude().get(mainModule)!;
  const main = quickjs.compile(source, `${preludeFolder}${mainModule}`, 'module');
  const { promise, namespace } = quickjs.runModule(main);
  while (exports.qjs_execute_pending_job() > 0);
  if (exports.qjs_promise_state(promise) !== promiseState.fulfilled)
    throw new Error(`The prelude failed: ${quickjs.readString(exports.qjs_promise_result(promise))}`);
  exports.qjs_run_gc();
  return namespace();
}

function readPrelude(): PreludeSource {
  const names = readdirSync(preludeUrl).filter((name) => name.endsWith('.js'));
  return new Map(names.map((name) => [name, readFileSync(new URL(name, preludeUrl), 'utf8')]));
}
