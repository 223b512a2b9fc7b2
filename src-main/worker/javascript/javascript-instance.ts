import type { Executable } from '../../contract/executable.ts';
import { wasmPageBytes } from '../../contract/limits.ts';
import type { Locate } from '../../contract/source-map.ts';
import { DirtyPages } from '../dirty-pages.ts';
import type { CodeOrigin } from '../halt-of-error.ts';
import {
  type Image,
  putImageBack,
  putWrittenPagesBack,
  takeChangedImage,
  takeImage,
  writeImage,
} from '../image.ts';
import type { GuestSession, WasiContext } from '../wasi/context.ts';
import { GuestMemory } from '../wasi/guest-memory.ts';
import { createWasiImports } from '../wasi/preview1.ts';
import type { Box } from './box.ts';
import { callHostOperation } from './host-operations.ts';
import { Hostcalls } from './hostcalls.ts';
import { type PreludeSource, serveModules } from './module-loader.ts';
import { PendingOperations } from './pending-operations.ts';
import { QuickJs, type QuickJsExports } from './quickjs.ts';
import { SocketCalls } from './socket-calls.ts';

/** The QuickJS module, the exports that hold its mutable globals, and where its code comes from. */
export interface EngineModule extends CodeOrigin, Pick<Executable, 'globals'> {
  readonly module: WebAssembly.Module;
}

/** An image with the addresses that matter in it. */
export interface EngineImage {
  readonly image: Image;
  /** Where hostcalls have their parameters. */
  readonly scratch: number;
  /** A block to give back when memory has run out, so that this can be told. */
  readonly reserve: number;
  readonly entries: Readonly<Record<PreludeEntry, Box>>;
}

/** What the prelude offers to the worker; `prelude/main.js` says what each does. */
export const preludeEntries = [
  'complete',
  'define',
  'describe',
  'http',
  'pulsar',
  'standard',
  'turn',
] as const;
export type PreludeEntry = (typeof preludeEntries)[number];

/**
 * Of the 1 MiB that QuickJS has as its stack: as deep as the smaller stack of a worker thread lets it go, so that a
 * recursion without end is an exception that the function can catch.
 */
export const stackBytes = 256 * 1024;
/**
 * No frame lies deeper than this. QuickJS looks before each call, and each frame of a size of its own, whether it stays
 * within its bound; what its C functions take beyond that is a small part of the rest.
 */
const deepestStack = 2 * stackBytes;

/** Thrown out of a guest without an invocation when it reaches for the outside, or takes too long. */
export const leftAlone = Symbol('left alone');

/** Keeps wall-clock times of `Date` in UTC, which is where functions live. */
const utcOffset = () => 0;

/** One instance of QuickJS with its memory. It serves one invocation at a time, another once an image was put back. */
export class JavaScriptInstance implements WasiContext {
  readonly memory = new GuestMemory((bytes) => this.#session?.recorder.memory(bytes / wasmPageBytes));
  readonly quickjs: QuickJs;
  readonly hostcalls: Hostcalls;
  readonly sockets: SocketCalls;
  readonly operations = new PendingOperations();
  /** Rejections that nobody handles yet: the reason, by the promise's identity. */
  readonly rejections = new Map<number, Box>();
  readonly maximumPages: number;
  /** Where the places of its script were written, for the errors that it shows. */
  locate: Locate = () => undefined;
  /** Until when it may run without an invocation, by `performance.now()`; invocations have a deadline instead. */
  patience = 0;
  /** Of its module, for the stacks of traps. */
  readonly codeShifts: EngineModule['codeShifts'];
  readonly trackingShifts: EngineModule['trackingShifts'];
  readonly #globals: readonly string[];
  readonly #memory: WebAssembly.Memory;
  readonly #instance: WebAssembly.Instance;
  #session: GuestSession | null = null;
  /** The image that was put into it last. */
  #held: Image | null = null;

  /**
   * Instantiates with that many pages of memory, which can grow to `maximumPages`. The prelude's modules are there
   * only while the first image is made.
   */
  constructor(
    { module, globals, codeShifts, trackingShifts }: EngineModule,
    pages: number,
    maximumPages: number,
    prelude: PreludeSource = new Map(),
  ) {
    this.#globals = globals;
    this.codeShifts = codeShifts;
    this.trackingShifts = trackingShifts;
    this.maximumPages = maximumPages;
    this.#memory = new WebAssembly.Memory({ initial: pages, maximum: maximumPages });
    this.memory.attach(this.#memory);
    const expected = WebAssembly.Module.imports(module);
    this.memory.dirty = DirtyPages.of(expected, maximumPages);
    this.#instance = new WebAssembly.Instance(module, {
      ...createWasiImports(this, expected, { suspending: false }),
      atelier: { memory: this.#memory, ...this.memory.dirty?.imports },
      env: { ...this.#hostImports(), ...serveModules(prelude, () => this.quickjs, this.memory) },
    });
    this.quickjs = new QuickJs(this.#instance.exports as unknown as QuickJsExports, this.memory);
    this.hostcalls = new Hostcalls(this, this.quickjs);
    this.sockets = new SocketCalls(this, this.quickjs);
  }

  get session(): GuestSession {
    if (this.#session === null) throw leftAlone;
    return this.#session;
  }

  /** Says which invocation its hostcalls belong to from now on. */
  set session(session: GuestSession | null) {
    this.#session = session;
    session?.recorder.memory(this.pages);
  }

  /** Size of the memory in pages of 64 KiB. */
  get pages(): number {
    return this.#memory.buffer.byteLength / wasmPageBytes;
  }

  /**
   * Takes its image: all of it, or what is different from the image that it began with. Where writes are kept account of
   * it is always all of it: what was written is sooner put back from one piece.
   */
  takeImage(base: Image | null): Image {
    const { exports } = this.#instance;
    const stackPointer = (exports.__stack_pointer as WebAssembly.Global).value as number;
    // What lies below the stack pointer is dead, and would be copied for every request.
    this.memory.slice(0, stackPointer).fill(0);
    return base === null || this.memory.dirty !== null
      ? takeImage(this.#memory, exports, this.#globals, stackPointer - deepestStack)
      : takeChangedImage(this.#memory, exports, base);
  }

  /** Whether it takes less than the whole image to put it back. */
  isQuickTo({ image }: EngineImage): boolean {
    return this.#held === image && this.memory.dirty !== null;
  }

  /** Makes it as it was when the image was taken, whatever it was before; its memory is no larger than the image's. */
  putImageBack({ image, scratch }: EngineImage): void {
    const { exports } = this.#instance;
    const missing = image.memoryBytes / wasmPageBytes - this.pages;
    if (missing > 0) this.#memory.grow(missing);
    this.rejections.clear();
    this.hostcalls.scratch = scratch;
    const { dirty } = this.memory;
    if (this.#held === image && dirty !== null) putWrittenPagesBack(image, dirty, this.#memory, exports);
    else {
      if (this.#held === null) writeImage(image, this.#memory, exports);
      else putImageBack(image, this.#memory, exports);
      dirty?.clear();
    }
    this.#held = image;
  }

  /** QuickJS asks again and again while it runs whether it should go on. */
  #checkPatience(): number {
    if (this.#session === null) {
      if (performance.now() > this.patience) throw leftAlone;
      return 0;
    }
    const { halt } = this.#session.interruption;
    if (halt !== null) throw halt;
    return 0;
  }

  #hostImports(): Record<string, WebAssembly.ImportValue> {
    return {
      host_call: (name: number, _size: number, _self: Box, count: number, list: number) =>
        callHostOperation(this, name, count, list),
      host_interrupt: () => this.#checkPatience(),
      host_promise_rejection: (promise: Box, reason: Box, isHandled: number) => {
        const identity = this.quickjs.exports.qjs_get_value_ptr(promise);
        if (isHandled === 0) this.rejections.set(identity, reason);
        else this.rejections.delete(identity);
      },
      host_get_timezone_offset: utcOffset,
    };
  }
}
