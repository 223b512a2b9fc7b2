import type { quickJsExports } from '../../contract/quickjs-exports.ts';
import type { GuestMemory } from '../wasi/guest-memory.ts';
import type { Box } from './box.ts';
import { GuestException } from './guest-exception.ts';

/**
 * The exports of `quickjs.wasm` (QuickJS-NG as a WASI reactor) that are used here: those that its executable keeps. Boxes
 * come and go as addresses.
 */
export interface QuickJsExports extends Record<(typeof quickJsExports)[number], unknown> {
  _initialize(): void;
  wasm_malloc(size: number): number;
  wasm_free(pointer: number): void;
  qjs_init(): number;
  qjs_get_context_ptr(): number;
  qjs_run_gc(): void;
  qjs_set_gc_threshold(bytes: number): void;
  qjs_set_max_stack_size(bytes: number): void;
  qjs_set_interrupt_handler(on: number): void;
  qjs_set_module_loader(on: number): void;
  qjs_set_promise_rejection_handler(on: number): void;
  qjs_eval(source: number, size: number, fileName: number, flags: number): Box;
  qjs_call(callee: Box, self: Box, count: number, parameters: number): Box;
  qjs_new_host_function(name: number, size: number, length: number): Box;
  qjs_get_global(): Box;
  qjs_get_undefined(): Box;
  qjs_new_object(): Box;
  qjs_new_number(value: number): Box;
  qjs_new_string(pointer: number, size: number): Box;
  qjs_new_uint8_array(pointer: number, size: number): Box;
  qjs_free_value(value: Box): void;
  qjs_free_cstring(pointer: number): void;
  qjs_get_string_len(value: Box, size: number): number;
  qjs_get_float64(value: Box): number;
  qjs_get_value_ptr(value: Box): number;
  qjs_is_exception(value: Box): number;
  qjs_is_promise(value: Box): number;
  qjs_is_string(value: Box): number;
  qjs_is_undefined(value: Box): number;
  qjs_get_exception(): Box;
  qjs_get_prop_string(object: Box, name: number): Box;
  qjs_get_prop_uint32(object: Box, index: number): Box;
  qjs_set_prop_string(object: Box, name: number, value: Box): number;
  qjs_promise_state(promise: Box): number;
  qjs_promise_result(promise: Box): Box;
  qjs_execute_pending_job(): number;
  JS_GetUint8Array(context: number, size: number, value: bigint): number;
  JS_ResolveModule(context: number, module: bigint): number;
  JS_EvalFunction(context: number, compiled: bigint): bigint;
  JS_GetModuleNamespace(context: number, module: number): bigint;
  JS_GetImportMeta(context: number, module: number): bigint;
}

/** Flags of `qjs_eval`. */
const evalModule = 1;
const evalCompileOnly = 32;

/** What `qjs_promise_state` answers. */
export const promiseState = { pending: 0, fulfilled: 1, rejected: 2 } as const;

/** Where a text or byte array of the guest lies in its memory, until {@link QuickJs.release} or the guest runs. */
export interface Span {
  readonly pointer: number;
  readonly size: number;
}

/** A module under way. */
export interface RunningModule {
  /** Of its end. */
  readonly promise: Box;
  /** Its exports. */
  namespace(): Box;
  /** Its `import.meta`. */
  meta(): Box;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** UTF-16 units become at most three bytes each in UTF-8. */
const longestUnit = 3;

/**
 * The QuickJS engine of one instance, in the terms of values that cross its boundary. Text and bytes are copied
 * straight into guest memory. What is allocated and not freed here goes with the next image.
 */
export class QuickJs {
  readonly exports: QuickJsExports;
  readonly #memory: GuestMemory;

  constructor(exports: QuickJsExports, memory: GuestMemory) {
    this.exports = exports;
    this.#memory = memory;
  }

  /** Memory of the guest's heap. Throws a {@link GuestException} without a value where there is none left. */
  allocate(size: number): number {
    const pointer = this.exports.wasm_malloc(size);
    if (pointer === 0) throw new GuestException(null);
    return pointer;
  }

  newString(text: string): Box {
    const pointer = this.allocate(text.length * longestUnit + 1);
    const room = this.#memory.slice(pointer, text.length * longestUnit);
    const box = this.exports.qjs_new_string(pointer, encoder.encodeInto(text, room).written);
    this.exports.wasm_free(pointer);
    return box;
  }

  newBytes(bytes: Uint8Array): Box {
    const pointer = this.allocate(bytes.length + 1);
    this.#memory.slice(pointer, bytes.length).set(bytes);
    const box = this.exports.qjs_new_uint8_array(pointer, bytes.length);
    this.exports.wasm_free(pointer);
    return box;
  }

  readString(value: Box): string {
    const span = this.textSpan(value);
    const text = decoder.decode(this.#memory.slice(span.pointer, span.size));
    this.exports.qjs_free_cstring(span.pointer);
    return text;
  }

  /** A text of the guest in UTF-8, to be given back with `qjs_free_cstring`. */
  textSpan(value: Box): Span {
    return this.#span((size) => this.exports.qjs_get_string_len(value, size));
  }

  /** The bytes of a `Uint8Array`, where they are. */
  bytesSpan(value: Box): Span {
    const context = this.exports.qjs_get_context_ptr();
    return this.#span((size) => this.exports.JS_GetUint8Array(context, size, this.#memory.readU64(value)));
  }

  /** Calls a function of the guest. Throws a {@link GuestException} with what it threw. */
  call(callee: Box, ...parameters: readonly Box[]): Box {
    const list = this.allocate(4 * parameters.length + 4);
    for (const [index, parameter] of parameters.entries()) this.#memory.writeU32(list + 4 * index, parameter);
    const result = this.exports.qjs_call(callee, this.exports.qjs_get_undefined(), parameters.length, list);
    this.exports.wasm_free(list);
    return this.checked(result);
  }

  property(object: Box, name: string): Box {
    return this.#withText(name, (pointer) => this.checked(this.exports.qjs_get_prop_string(object, pointer)));
  }

  setProperty(object: Box, name: string, value: Box): void {
    this.#withText(name, (pointer) => this.exports.qjs_set_prop_string(object, pointer, value));
  }

  /** Compiles without running. Throws a {@link GuestException} with the SyntaxError. */
  compile(source: string, fileName: string, kind: 'script' | 'module'): Box {
    const flags = evalCompileOnly | (kind === 'module' ? evalModule : 0);
    return this.#withText(source, (pointer, size) =>
      this.#withText(fileName, (name) => this.checked(this.exports.qjs_eval(pointer, size, name, flags))),
    );
  }

  /** Runs a script that {@link compile} gave, and gives its completion value. It can be run once. */
  runScript(script: Box): Box {
    const context = this.exports.qjs_get_context_ptr();
    return this.checked(this.#box(this.exports.JS_EvalFunction(context, this.#memory.readU64(script))));
  }

  /** Links a module that {@link compile} gave and starts it. It can be run once. */
  runModule(module: Box): RunningModule {
    const context = this.exports.qjs_get_context_ptr();
    const value = this.#memory.readU64(module);
    if (this.exports.JS_ResolveModule(context, value) < 0)
      throw new GuestException(this.exports.qjs_get_exception());
    const promise = this.checked(this.#box(this.exports.JS_EvalFunction(context, value)));
    const definition = Number(value & 0xffff_ffffn);
    return {
      promise,
      namespace: () => this.#box(this.exports.JS_GetModuleNamespace(context, definition)),
      meta: () => this.#box(this.exports.JS_GetImportMeta(context, definition)),
    };
  }

  /** The value itself, unless it says that something was thrown. */
  checked(value: Box): Box {
    if (this.exports.qjs_is_exception(value) !== 0)
      throw new GuestException(this.exports.qjs_get_exception());
    return value;
  }

  #box(value: bigint): Box {
    const box = this.exports.qjs_get_undefined();
    this.#memory.writeU64(box, value);
    return box;
  }

  #span(ask: (size: number) => number): Span {
    const sizePointer = this.allocate(4);
    const pointer = ask(sizePointer);
    const size = this.#memory.readU32(sizePointer);
    this.exports.wasm_free(sizePointer);
    if (pointer === 0) throw new GuestException(this.exports.qjs_get_exception());
    return { pointer, size };
  }

  /** Lends a text in UTF-8 with a zero byte behind it. */
  #withText<Result>(text: string, use: (pointer: number, size: number) => Result): Result {
    const pointer = this.allocate(text.length * longestUnit + 1);
    const room = this.#memory.slice(pointer, text.length * longestUnit + 1);
    const { written } = encoder.encodeInto(text, room);
    room[written] = 0;
    const result = use(pointer, written);
    this.exports.wasm_free(pointer);
    return result;
  }
}
