import { readdirSync, readFileSync } from 'node:fs';
import { functionDefaults, wasmPageBytes } from '../../contract/limits.ts';
import { TraceRecorder } from '../trace/trace-recorder.ts';
import type { Box } from './box.ts';
import { newHostObject } from './host-operations.ts';
import { scratchBytes } from './hostcalls.ts';
import {
  type EngineImage,
  type EngineModule,
  JavaScriptInstance,
  type PreludeEntry,
  preludeEntries,
  stackBytes,
} from './javascript-instance.ts';
import { emptySession } from './javascript-session.ts';
import { type PreludeSource, preludeFolder } from './module-loader.ts';
import { promiseState } from './quickjs.ts';

const preludeUrl = new URL('./prelude/', import.meta.url);
const mainModule = 'main.js';

/** Enough to describe an exception and write it to stderr. */
const reserveBytes = 32 * 1024;
/** Cycles are collected when this much was allocated: never for most requests, whose memory is put back anyway. */
const collectionThreshold = 4 * 1024 * 1024;

/** Starts QuickJS, runs the prelude in it, and takes the image that every function begins from. */
export function makeBaseImage(module: EngineModule, pages: number): EngineImage {
  const prelude = readPrelude();
  const instance = new JavaScriptInstance(module, pages, functionDefaults.maxMemory / wasmPageBytes, prelude);
  instance.session = emptySession(new TraceRecorder({ firstSlots: 1, lastSlots: 1 }));
  const { quickjs } = instance;
  const { exports } = quickjs;
  exports._initialize();
  if (exports.qjs_init() !== 0) throw new Error('QuickJS could not start');
  exports.qjs_set_max_stack_size(stackBytes);
  exports.qjs_set_gc_threshold(collectionThreshold);
  exports.qjs_set_interrupt_handler(1);
  exports.qjs_set_promise_rejection_handler(1);
  exports.qjs_set_module_loader(1);
  const scratch = quickjs.allocate(scratchBytes);
  const namespace = runPrelude(instance, prelude.get(mainModule)!);
  const entries = Object.fromEntries(
    preludeEntries.map((name) => [name, quickjs.property(namespace, name)]),
  ) as Record<PreludeEntry, Box>;
  const reserve = quickjs.allocate(reserveBytes);
  return { image: instance.takeImage(null), scratch, reserve, entries };
}

/** Gives the exports of the prelude's main module. */
function runPrelude(instance: JavaScriptInstance, source: string): Box {
  const { quickjs } = instance;
  const { exports } = quickjs;
  quickjs.setProperty(exports.qjs_get_global(), 'host', newHostObject(instance));
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
