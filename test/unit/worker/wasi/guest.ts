/// <reference path="../../../../src-main/worker/webassembly.d.ts" />
import { TraceRecorder } from '../../../../src-main/worker/trace/trace-recorder.ts';
import { preview1Abi, type WasiAbi } from '../../../../src-main/worker/wasi/abi.ts';
import type { WasiContext } from '../../../../src-main/worker/wasi/context.ts';
import type { Descriptor } from '../../../../src-main/worker/wasi/descriptor.ts';
import { DescriptorTable } from '../../../../src-main/worker/wasi/descriptor-table.ts';
import { descriptorCalls } from '../../../../src-main/worker/wasi/descriptors.ts';
import { createTemporaryDirectory } from '../../../../src-main/worker/wasi/filesystem/temporary-directory.ts';
import { GuestMemory } from '../../../../src-main/worker/wasi/guest-memory.ts';
import { pathCalls } from '../../../../src-main/worker/wasi/paths.ts';
import { nameOf } from './filesystem/open-files.ts';

/** The descriptor that the guest has its empty directory at. */
export const root = 3;

/** Where results go; paths and data stand further on. */
export const result = 0;
export const text = 1024;
export const otherText = 2048;
export const data = 4096;

/** A guest without code: memory, descriptors, and the calls over them by name. */
export function createGuest({
  abi = preview1Abi,
  preopen = createTemporaryDirectory(),
}: Partial<GuestParts> = {}) {
  const own = new WebAssembly.Memory({ initial: 1 });
  const memory = new GuestMemory();
  memory.attach(own);
  const closed = createTemporaryDirectory();
  const context: WasiContext = {
    memory,
    session: {
      arguments: [],
      environment: {},
      descriptors: new DescriptorTable([closed, closed, closed, preopen]),
      recorder: new TraceRecorder({ firstSlots: 1, lastSlots: 1 }),
      halted: null,
    },
  };
  const calls = { ...descriptorCalls(context, abi), ...pathCalls(context, abi) } as Calls;
  /** Makes a call and gives the name of the errno that it answers. */
  const call = (name: string, ...parameters: (number | bigint)[]) => nameOf(calls[name]?.(...parameters));
  /** Puts text into memory and gives what calls take for it. */
  const put = (content: string | Uint8Array, pointer = text): [pointer: number, size: number] => {
    const bytes = Buffer.from(content);
    memory.slice(pointer, bytes.length).set(bytes);
    return [pointer, bytes.length];
  };
  return { own, memory, call, put, descriptors: context.session.descriptors };
}

type Calls = Readonly<Record<string, (...parameters: (number | bigint)[]) => unknown>>;

interface GuestParts {
  readonly abi: WasiAbi;
  readonly preopen: Descriptor;
}
