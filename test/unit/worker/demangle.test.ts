import { describe, expect, it } from 'vitest';
import { demangle } from '../../../src-main/worker/demangle.ts';

describe('demangling', () => {
  it.each([
    ['_ZN4main4main17hfb1a28e3d878f8bcE', 'main::main'],
    ['_ZN4core3ops8function6FnOnce9call_once17hd3864b8ad8129e83E', 'core::ops::function::FnOnce::call_once'],
    [
      '_ZN3std9panicking19begin_panic_handler28_$u7b$$u7b$closure$u7d$$u7d$17h8ef066ac4d1e7406E',
      'std::panicking::begin_panic_handler::{{closure}}',
    ],
    [
      '_ZN60_$LT$alloc..string..String$u20$as$u20$core..fmt..Display$GT$3fmt17h0123456789abcdefE',
      '<alloc::string::String as core::fmt::Display>::fmt',
    ],
    ['_ZN3foo3barEi', 'foo::bar'],
  ])('reads %s', (mangled, name) => {
    expect(demangle(mangled)).toBe(name);
  });

  it.each(['', 'main', '_ZN', '_ZN9', '_ZN3foo', '_ZN3fooIiE3barEv', '_RNvC4main4main', '_ZN99shortE'])(
    'leaves %j as it is',
    (name) => {
      expect(demangle(name)).toBe(name);
    },
  );
});
