import { expect, it } from 'vitest';
import { demangleName } from '../../../src-main/symbols/demangle-name.ts';

it.each([
  ['_ZN4core3fmt9Formatter3pad17h0123456789abcdefE', 'core::fmt::Formatter::pad'],
  [
    '_ZN58_$LT$alloc..string..String$u20$as$u20$core..fmt..Write$GT$9write_str17h0123456789abcdefE',
    '<alloc::string::String as core::fmt::Write>::write_str',
  ],
  ['_ZN3foo3bar17hnotahashnotahashE', 'foo::bar::hnotahashnotahash'],
  ['_ZNK5space5Class6methodEi', 'space::Class::method'],
  ['_RNvCs1234_7mycrate3foo', 'mycrate::foo'],
  ['_RNvNtCs1234_7mycrate3mod4main', 'mycrate::mod::main'],
  ['_RNCNvCs1234_7mycrate4main0B3_', 'mycrate::main::{closure}'],
  ['_RNCNCNvCs1234_7mycrate4main00B3_', 'mycrate::main::{closure}::{closure}'],
  ['_RINvCs1234_4core4swaplE', 'core::swap'],
  ['_RNvXCs1234_7mycrateNtB2_3FooNtNtCs5678_4core3fmt5Debug3fmt', '<mycrate::Foo as core::fmt::Debug>::fmt'],
  ['_RNvMCs1234_7mycrateNtB2_3Foo3new', '<mycrate::Foo>::new'],
  ['malloc', 'malloc'],
  ['fmt.Println', 'fmt.Println'],
  ['fmt.__pp_.printValue', 'fmt.(*pp).printValue'],
  ['net_http.__conn_.serve.func1', 'net_http.(*conn).serve.func1'],
  ['__wasm_call_ctors', '__wasm_call_ctors'],
])('reads %s', (symbol, name) => {
  expect(demangleName(symbol)).toBe(name);
});

it.each([
  '_R',
  '_RNv',
  '_RNvB9_3foo',
  '_RB_',
  '_ZN',
  '_ZNx',
  `_R${'Y'.repeat(1_000)}`,
  `_R${'Nv'.repeat(1_000)}`,
])('leaves %s as it is', (symbol) => {
  expect(demangleName(symbol)).toBe(symbol);
});
