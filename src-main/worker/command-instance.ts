import { describeSize } from '../contract/describe-size.ts';
import type { Executable } from '../contract/executable.ts';
import type { Halt } from '../contract/invocation.ts';
import { wasmPageBytes } from '../contract/limits.ts';
import { DirtyPages } from './dirty-pages.ts';
import { GuestHalt } from './guest-halt.ts';
import { type CodeOrigin, haltOfError } from './halt-of-error.ts';
import { createHostImports } from './host/host-imports.ts';
import { type Image, putImageBack, putWrittenPagesBack, takeImage } from './image.ts';
import { RefusedGrowth } from './refused-growth.ts';
import type { GuestSession, WasiContext } from './wasi/context.ts';
import { GuestMemory } from './wasi/guest-memory.ts';

/** A compiled WASI command and how to run it. */
export interface Command {
  readonly module: WebAssembly.Module;
  readonly imports: readonly WebAssembly.ModuleImportDescriptor[];
  readonly executable: Pick<Executable, 'memory' | 'globals' | 'codeShifts'>;
  /** Of a module that keeps account of its writes; see {@link CodeOrigin}. */
  readonly trackingShifts?: Int32Array | undefined;
  /** Whether it is entered so that its stack can be put aside while it waits. */
  readonly suspending: boolean;
}

/**
 * One instance of a command, with its memory and the context of its hostcalls. It serves one invocation at a time,
 * and another one once an image was put back.
 */
export class CommandInstance implements WasiContext {
  readonly memory: GuestMemory;
  /** What the function may have, in pages of 64 KiB. */
  readonly limitPages: number;
  /** What its memory may have: that, or less where the module says so. */
  readonly maximumPages: number;
  /** Null where it never asks for more memory, and while it is instantiated. */
  refusedGrowth: RefusedGrowth | null = null;
  readonly #command: Command;
  readonly #instance: WebAssembly.Instance;
  readonly #memory: WebAssembly.Memory | null;
  #session: GuestSession | null = null;

  /**
   * Instantiates, which runs the module's start function: it needs a session when that makes hostcalls.
   * Throws what the start function does, and a {@link GuestHalt} where the memory is larger than it may be.
   */
  constructor(command: Command, limitPages: number, session: GuestSession | null) {
    const { module, imports, executable, suspending } = command;
    const { initialPages, maximumPages } = executable.memory;
    if (initialPages > limitPages) throw memoryLimit(initialPages, limitPages);
    this.#command = command;
    this.#session = session;
    this.limitPages = limitPages;
    this.maximumPages = Math.min(limitPages, maximumPages ?? limitPages);
    this.memory = new GuestMemory((bytes) => this.#checkGrowth(bytes));
    const host = createHostImports(this, imports, { suspending });
    const imported = executable.memory.imported ? this.#createMemory() : null;
    if (imported !== null) {
      this.memory.attach(imported);
      this.memory.dirty = DirtyPages.of(imports, this.maximumPages);
      host.atelier = { memory: imported, ...this.memory.dirty?.imports };
    }
    this.#instance = new WebAssembly.Instance(module, host);
    this.refusedGrowth = RefusedGrowth.of(this.#instance.exports);
    this.#memory = imported ?? ownMemory(this.#instance);
    if (this.#memory !== null) this.memory.attach(this.#memory);
  }

  get session(): GuestSession {
    if (this.#session === null) throw startTouchedHost;
    return this.#session;
  }

  /** Size of the memory in pages of 64 KiB. */
  get pages(): number {
    return (this.#memory?.buffer.byteLength ?? 0) / wasmPageBytes;
  }

  /** Runs `_start` to its end. Gives why it ended; a promise of that where the command may wait. */
  run(session: GuestSession): Halt | Promise<Halt> {
    this.#session = session;
    session.recorder.memory(this.pages);
    const start = this.#instance.exports._start as () => void;
    if (this.#command.suspending)
      return WebAssembly.promising(start)().then(
        () => this.#end(session),
        (error) => this.#end(session, error),
      );
    try {
      start();
      return this.#end(session);
    } catch (error) {
      return this.#end(session, error);
    }
  }

  /** Takes its image; only of an instance that has not run yet. Null where there is no memory to take. */
  takeImage(): Image | null {
    if (this.#memory === null) return null;
    return takeImage(this.#memory, this.#instance.exports, this.#command.executable.globals);
  }

  /** Makes it as it was when the image was taken; false where that can't be. */
  putImageBack(image: Image): boolean {
    if (this.#memory === null) return false;
    const { exports } = this.#instance;
    const { dirty } = this.memory;
    return dirty === null
      ? putImageBack(image, this.#memory, exports)
      : putWrittenPagesBack(image, dirty, this.#memory, exports);
  }

  #end(session: GuestSession, error?: unknown): Halt {
    this.#session = null;
    if (session.halted !== null) return session.halted.halt;
    if (this.pages > this.maximumPages) return memoryLimit(this.pages, this.maximumPages).halt;
    if (error === undefined) return { kind: 'exit', code: 0 };
    return haltOfError(error, originOf(this.#command));
  }

  #createMemory(): WebAssembly.Memory {
    const initial = this.#command.executable.memory.initialPages;
    return new WebAssembly.Memory({ initial, maximum: this.maximumPages });
  }

  /** An imported memory can't grow beyond its bound; a module's own is caught at its next hostcall, or its end. */
  #checkGrowth(bytes: number): void {
    this.#session?.recorder.memory(bytes / wasmPageBytes);
    if (bytes <= this.maximumPages * wasmPageBytes) return;
    const limit = memoryLimit(bytes / wasmPageBytes, this.maximumPages);
    if (this.#session !== null) this.#session.halted = limit;
    throw limit;
  }
}

/** Where its code comes from, for the stacks of traps. */
export function originOf({ executable: { codeShifts }, trackingShifts }: Command): CodeOrigin {
  return { codeShifts, trackingShifts };
}

/** Thrown out of a start function that makes hostcalls when there is no invocation to make them for. */
export const startTouchedHost = Symbol('start touched host');

function ownMemory({ exports }: WebAssembly.Instance): WebAssembly.Memory | null {
  return exports.memory instanceof WebAssembly.Memory ? exports.memory : null;
}

function memoryLimit(pages: number, maximumPages: number): GuestHalt {
  const size = (count: number): string => describeSize(count * wasmPageBytes);
  const message = `The function has ${size(pages)} of memory and may have ${size(maximumPages)}.`;
  return new GuestHalt({ kind: 'memory-limit', message, stack: [] });
}
