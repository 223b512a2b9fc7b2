/**
 * The WebAssembly JavaScript interface as Node 24 provides it. TypeScript declares it only in its DOM library,
 * which nothing in `src-main` may see; the stack-switching part (JSPI) is in no library yet.
 * Sources: W3C WebAssembly JavaScript Interface 2.0; the JSPI proposal, phase 4.
 */
declare namespace WebAssembly {
  type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128' | 'externref' | 'anyfunc';
  type ImportExportKind = 'function' | 'global' | 'memory' | 'table' | 'tag';
  type ExportValue = Function | Global | Memory | Table;
  type ImportValue = ExportValue | Suspending | number | bigint;
  type Imports = Record<string, Record<string, ImportValue>>;

  interface ModuleImportDescriptor {
    readonly module: string;
    readonly name: string;
    readonly kind: ImportExportKind;
  }
  interface ModuleExportDescriptor {
    readonly name: string;
    readonly kind: ImportExportKind;
  }
  class Module {
    constructor(bytes: ArrayBuffer | ArrayBufferView);
    static exports(module: Module): ModuleExportDescriptor[];
    static imports(module: Module): ModuleImportDescriptor[];
    static customSections(module: Module, name: string): ArrayBuffer[];
  }
  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Record<string, ExportValue>;
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number; shared?: boolean });
    readonly buffer: ArrayBuffer;
    /** Grows by that many 64 KiB pages and gives the former size in pages. */
    grow(delta: number): number;
  }
  class Table {
    constructor(descriptor: { element: 'anyfunc' | 'externref'; initial: number; maximum?: number });
    readonly length: number;
    get(index: number): unknown;
    set(index: number, value?: unknown): void;
    grow(delta: number, value?: unknown): number;
  }
  class Global {
    constructor(descriptor: { value: ValueType; mutable?: boolean }, value?: number | bigint);
    // biome-ignore lint/suspicious/noExplicitAny: a global holds whichever value its type says
    value: any;
  }
  class CompileError extends Error {}
  class LinkError extends Error {}
  class RuntimeError extends Error {}
  /** What a guest threw by `throw` of the exception-handling proposal and nobody caught. */
  class Exception {
    constructor(tag: unknown, payload: unknown[]);
  }
  /** JSPI: a host function that may suspend the WebAssembly stack that called it. */
  class Suspending {
    constructor(hostFunction: (...parameters: never[]) => unknown);
  }
  /** JSPI: an export whose call gives a promise, so that what it calls may suspend. */
  function promising(exported: Function): (...parameters: unknown[]) => Promise<unknown>;
  function compile(bytes: ArrayBuffer | ArrayBufferView): Promise<Module>;
  function instantiate(module: Module, imports?: Imports): Promise<Instance>;
  function validate(bytes: ArrayBuffer | ArrayBufferView): boolean;
}
