import type { WasiAbi } from '../../../../src-main/worker/wasi/abi.ts';
import { createTemporaryDirectory } from '../../../../src-main/worker/wasi/filesystem/temporary-directory.ts';
import { createHostcallGuest } from '../../../support/hostcalls.ts';
import { nameOf } from './filesystem/open-files.ts';

/** The descriptor that the guest has its empty directory at. */
export const root = 3;

/** Where results go; paths and data stand further on. */
export const result = 0;
export const text = 1024;
export const otherText = 2048;
export const data = 4096;

/** A guest with an empty directory, that puts text into its memory and names the errno it gets. */
export function createGuest(options: { readonly abi?: WasiAbi } = {}) {
  const descriptors = Array.from({ length: root + 1 }, createTemporaryDirectory);
  const { call, memory, grow } = createHostcallGuest({ ...options, descriptors });
  return {
    memory,
    grow,
    call: (name: string, ...parameters: (number | bigint)[]) => nameOf(call(name, ...parameters)),
    /** Puts text into memory and gives what calls take for it. */
    put(content: string | Uint8Array, pointer = text): [pointer: number, size: number] {
      const bytes = Buffer.from(content);
      memory.slice(pointer, bytes.length).set(bytes);
      return [pointer, bytes.length];
    },
  };
}
