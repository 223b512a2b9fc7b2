/**
 * Where preview 0 (`wasi_unstable`) and preview 1 differ: the order of `whence` and the layout of two structures.
 * Offsets in bytes; taken from the two witx descriptions.
 */
export interface WasiAbi {
  readonly module: 'wasi_snapshot_preview1' | 'wasi_unstable';
  /** Meaning of `whence`, by its number. */
  readonly whence: readonly ('start' | 'current' | 'end')[];
  readonly fileStat: {
    readonly linkCountBytes: 4 | 8;
    readonly linkCount: number;
    readonly size: number;
    readonly accessTime: number;
    readonly modificationTime: number;
    readonly changeTime: number;
    readonly bytes: number;
  };
  readonly subscription: {
    readonly clockId: number;
    readonly timeout: number;
    readonly clockFlags: number;
    readonly fd: number;
    readonly bytes: number;
  };
}

export const preview1Abi: WasiAbi = {
  module: 'wasi_snapshot_preview1',
  whence: ['start', 'current', 'end'],
  fileStat: {
    linkCountBytes: 8,
    linkCount: 24,
    size: 32,
    accessTime: 40,
    modificationTime: 48,
    changeTime: 56,
    bytes: 64,
  },
  subscription: { clockId: 16, timeout: 24, clockFlags: 40, fd: 16, bytes: 48 },
};

export const preview0Abi: WasiAbi = {
  module: 'wasi_unstable',
  whence: ['current', 'end', 'start'],
  fileStat: {
    linkCountBytes: 4,
    linkCount: 20,
    size: 24,
    accessTime: 32,
    modificationTime: 40,
    changeTime: 48,
    bytes: 56,
  },
  subscription: { clockId: 24, timeout: 32, clockFlags: 48, fd: 16, bytes: 56 },
};
