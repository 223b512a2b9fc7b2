/** Bytes in one WebAssembly page (WebAssembly core specification 2.0, 4.2.8). */
export const wasmPageBytes = 65_536;

/** What a function's body may leave out (docs/wire.md, 1). */
export const functionDefaults = {
  maxMemory: 67_108_864,
  maxInstances: 1,
} as const;

/** Bounds of what a function may ask for: a 32-bit memory ends at 4 GiB, and instances are slots of one machine. */
export const functionBounds = {
  minimumMemory: wasmPageBytes,
  maximumMemory: 4_294_967_296,
  maximumInstances: 10_000,
} as const;

/** Limits of the platform, the same for every function. Sizes in bytes, times in milliseconds. */
export interface PlatformLimits {
  /** From the first instruction to the answer. */
  readonly deadline: number;
  /** A request's body; more is a 413. */
  readonly requestBody: number;
  /** stdout and stderr, each, and the body of a trigger's response. */
  readonly output: number;
  /** Invocations of one function that wait for an instance; one more is a 429. */
  readonly queue: number;
  /** An uploaded source, module or archive. */
  readonly upload: number;
  /** How long a pre-signed upload URL can be used. */
  readonly uploadLifetime: number;
}

export const platformLimits: PlatformLimits = {
  deadline: 30_000,
  requestBody: 32 * 1024 * 1024,
  output: 32 * 1024 * 1024,
  queue: 128,
  upload: 128 * 1024 * 1024,
  uploadLifetime: 3_600_000,
};
