import { expect, it } from 'vitest';
import { emptyDebugSections } from '../../../../src-main/toolchain/rust-library/empty-debug-sections.ts';
import { assemble, customSection, join } from '../../../support/assemble.ts';

const program = assemble('(module (func (nop)))');
/** For section 3, with one relocation. */
const relocations = [3, 1, 9, 9, 9];

it('empties what is for debuggers, and moves no section', () => {
  const object = join(
    program,
    customSection('.debug_info', new Uint8Array(1_000)),
    customSection('reloc..debug_info', relocations),
    customSection('reloc.CODE', relocations),
    customSection('producers', [1, 2]),
  );
  const emptied = emptyDebugSections(Buffer.from(object));
  const module = new WebAssembly.Module(Uint8Array.from(emptied));
  const contents = (name: string) =>
    WebAssembly.Module.customSections(module, name).map((content) => [...new Uint8Array(content)]);
  expect(contents('.debug_info')).toEqual([[]]);
  expect(contents('reloc..debug_info')).toEqual([[3, 0]]);
  expect(contents('reloc.CODE')).toEqual([relocations]);
  expect(contents('producers')).toEqual([[1, 2]]);
  expect(emptied.subarray(0, program.length)).toEqual(Buffer.from(program));
});

it('leaves what is no module as it is', () => {
  const metadata = Buffer.from('rust metadata');
  expect(emptyDebugSections(metadata)).toBe(metadata);
});
