import { expect, it } from 'vitest';
import { groupFunctions, groupOf } from '../../../../src-main/packager/inspect/group-functions.ts';
import { parseModule } from '../../../../src-main/packager/module/parse-module.ts';
import { assemble } from '../../../support/assemble.ts';

it.each([
  ['core::fmt::Formatter::pad', 'core'],
  ['<alloc::vec::Vec as core::fmt::Debug>::fmt', 'alloc'],
  ['<&str as core::fmt::Display>::fmt', 'core'],
  ['<&mut alloc::vec::Vec as core::fmt::Debug>::fmt', 'alloc'],
  ['<str>::len', 'core'],
  ['<_ as <[_]>::to_vec_in::ConvertVec>::to_vec', 'core'],
  ['main.main', 'main'],
  ['(*strings.Builder).WriteString', 'strings'],
  ['example.org/one/two.Function', 'example.org/one/two'],
  ['runtime.run$1', 'runtime'],
  ['~lib/string/String#concat', '~lib/string'],
  ['~lib/rt/itcms/__new', '~lib/rt/itcms'],
  ['~lib/map/Map<~lib/string/String,~lib/string/String>#set', '~lib/map'],
  ['assembly/index/greet', 'assembly/index'],
  ['std::__2::basic_string<char>::append(char const*)', 'std'],
  ['field(std::__2::basic_string_view<char>)', undefined],
  ['core::ptr::drop_in_place<fn(alloc::string::String)>', 'core'],
  ['malloc', undefined],
])('%s belongs to %s', (name, group) => {
  expect(groupOf(name)).toBe(group);
});

it('lists the module’s own functions by size, those without a name by their number', () => {
  const module = assemble(`(module
    (import "env" "imported" (func))
    (func $fmt.Println (i32.const 1) (drop) (i32.const 2) (drop))
    (func $_ZN4core3fmt5write17h0123456789abcdefE (i32.const 1) (drop)))`);
  expect(groupFunctions(parseModule(module))).toEqual([
    { name: 'fmt.Println', group: 'fmt', size: expect.any(Number) },
    { name: 'core::fmt::write', group: 'core', size: expect.any(Number) },
  ]);
  const nameless = assemble('(module (import "env" "imported" (func)) (func))');
  expect(groupFunctions(parseModule(withoutNames(nameless)))).toEqual([
    { name: 'function 1', group: 'unnamed', size: 1 },
  ]);
});

/** The module up to its first custom section, which is where an assembler puts names. */
function withoutNames(bytes: Uint8Array): Uint8Array {
  const custom = parseModule(bytes).sections.find(({ id }) => id === 0);
  return custom === undefined ? bytes : bytes.slice(0, custom.start);
}
