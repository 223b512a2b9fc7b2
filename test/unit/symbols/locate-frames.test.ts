import { describe, expect, it } from 'vitest';
import type { StackFrame } from '../../../src-main/contract/invocation.ts';
import { locateFrames } from '../../../src-main/symbols/locate-frames.ts';
import { assemble } from '../../support/assemble.ts';
import { debugModule } from '../../support/debug-module.ts';

const frame = (functionName: string, offset: number | null): StackFrame => ({
  functionName,
  offset,
  source: null,
});

/** What is shown of each frame. */
function shown(stack: readonly StackFrame[]): string[] {
  return stack.map(({ functionName, source }) => `${functionName} ${source}`);
}

describe.each([4, 5] as const)('a stack of a module with DWARF %i', (version) => {
  const { wasm, codeStart } = debugModule(version);
  const at = (address: number) => locateFrames([frame('wasm main', codeStart + address)], wasm);

  it('names the line of an instruction, from its first byte to its last', () => {
    expect(shown(at(0x10))).toEqual(['main /source/main.x:3:1']);
    expect(shown(at(0x17))).toEqual(['main /source/main.x:3:1']);
    expect(shown(at(0x2f))).toEqual(['main /source/main.x:4:1']);
  });

  it('shows what the compiler inlined as a frame before the one it was inlined into', () => {
    expect(shown(at(0x1a))).toEqual(['helper /source/main.x:8:5', 'main /source/main.x:3']);
    expect(at(0x1a).map(({ offset }) => offset)).toEqual([codeStart + 0x1a, codeStart + 0x1a]);
  });

  it('leaves code alone that it knows nothing of, and what the linker dropped', () => {
    expect(shown(at(0x30))).toEqual(['wasm main null']);
    expect(shown(at(0x04))).toEqual(['wasm main null']);
    expect(locateFrames([frame('script', null)], wasm)).toEqual([frame('script', null)]);
  });

  it('believes nothing of a function that begins elsewhere: its code was changed and the DWARF was not', () => {
    const changed = Uint8Array.from(wasm);
    [changed[codeStart + 1], changed[codeStart + 0x0e], changed[codeStart + 0x0f]] = [0x0c, 0x31, 0];
    const stack = [frame('wasm main', codeStart + 0x1a)];
    expect(locateFrames(stack, changed)).toEqual(stack);
  });

  it('stays what it is wherever its module ends too early', () => {
    const stack = [frame('wasm main', codeStart + 0x1a)];
    for (let end = 0; end < wasm.length; end += 1)
      expect(locateFrames(stack, wasm.subarray(0, end)).at(-1)).toMatchObject({
        functionName: expect.stringContaining('main'),
      });
  });

  it('comes back from a module in which any byte is another one', () => {
    const stack = [frame('wasm main', codeStart + 0x1a)];
    for (let index = 8; index < wasm.length; index += 1)
      for (const value of [0x00, 0x01, 0x7f, 0xff]) {
        const forged = Uint8Array.from(wasm);
        forged[index] = value;
        expect(locateFrames(stack, forged).length).toBeGreaterThan(0);
      }
  });
});

it('leaves a stack of a module without debug information as it is', () => {
  const stack = [frame('main', 40)];
  expect(locateFrames(stack, assemble('(module (func $main unreachable))'))).toEqual(stack);
});
