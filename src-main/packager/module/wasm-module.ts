/**
 * A WebAssembly module taken apart, after the section structure of the WebAssembly core specification (5.5). Offsets
 * count bytes from the start of the file; what a part does not need to be understood stays in `bytes`.
 */
export interface WasmModule {
  readonly bytes: Uint8Array;
  readonly sections: readonly Section[];
  /** By type index; null where the type is a structure or an array. */
  readonly types: readonly (FunctionType | null)[];
  readonly imports: readonly Import[];
  /** The type index of each function that the module defines itself; imported ones come before them. */
  readonly functions: readonly number[];
  readonly tables: readonly TableType[];
  readonly memories: readonly Limits[];
  readonly globals: readonly GlobalType[];
  readonly exports: readonly Export[];
  /** The index of the function that runs at instantiation. */
  readonly start: number | null;
  readonly elements: readonly ElementSegment[];
  /** The instructions of each function that the module defines, in the order of `functions`. */
  readonly bodies: readonly Span[];
}

/** A part of the file: the first byte, and the first one after it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A section with its header; `content` is what follows id and size, and the name of a custom section. */
export interface Section extends Span {
  readonly id: number;
  /** Of a custom section; otherwise what the specification calls the section. */
  readonly name: string;
  readonly content: number;
}

/** Value types are spelled as in the text format: `i32`, `(ref null func)`. */
export interface FunctionType {
  readonly parameters: readonly string[];
  readonly results: readonly string[];
}

export interface Limits extends Span {
  readonly minimum: number;
  readonly maximum: number | null;
  readonly shared: boolean;
  /** Indices of 64 bits. */
  readonly wide: boolean;
}

export interface TableType {
  readonly element: string;
  readonly limits: Limits;
}

export interface GlobalType {
  readonly type: string;
  readonly mutable: boolean;
}

export const externalKinds = ['function', 'table', 'memory', 'global', 'tag'] as const;
export type ExternalKind = (typeof externalKinds)[number];

interface ImportName {
  readonly module: string;
  readonly name: string;
}
export interface FunctionImport extends ImportName {
  readonly kind: 'function';
  readonly typeIndex: number;
}
export type Import =
  | FunctionImport
  | (ImportName & { readonly kind: 'table'; readonly table: TableType })
  | (ImportName & { readonly kind: 'memory'; readonly memory: Limits })
  | (ImportName & { readonly kind: 'global'; readonly global: GlobalType })
  | (ImportName & { readonly kind: 'tag'; readonly typeIndex: number });

export interface Export {
  readonly name: string;
  readonly kind: ExternalKind;
  readonly index: number;
}

export interface ElementSegment {
  readonly mode: 'active' | 'passive' | 'declared';
  readonly count: number;
}

/** Section ids of the specification; the others are known by name alone. */
export const SectionId = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  code: 10,
  data: 11,
} as const;

/** How many functions, globals … come from imports: their indices are the first. */
export function importedCount(module: WasmModule, kind: ExternalKind): number {
  return module.imports.filter((entry) => entry.kind === kind).length;
}

/** The functions that come from outside, in the order of their indices. */
export function importedFunctions(module: WasmModule): FunctionImport[] {
  return module.imports.filter((entry) => entry.kind === 'function');
}

/** The type of a function by its index among imported and own ones; undefined where there is none. */
export function functionType(module: WasmModule, index: number): FunctionType | undefined {
  const imported = importedFunctions(module);
  const typeIndex = imported[index]?.typeIndex ?? module.functions[index - imported.length];
  return typeIndex === undefined ? undefined : (module.types[typeIndex] ?? undefined);
}

/** How many arguments a function takes, by its index; 0 where there is no such function. */
export function parameterCount(module: WasmModule, index: number): number {
  return functionType(module, index)?.parameters.length ?? 0;
}
