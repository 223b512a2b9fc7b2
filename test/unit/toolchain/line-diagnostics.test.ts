import { describe, expect, it } from 'vitest';
import { readDiagnostics } from '../../../src-main/toolchain/line-diagnostics.ts';

describe('readDiagnostics', () => {
  it('takes complaints apart, and leaves the rest', () => {
    const text = [
      '# command-line-arguments',
      './main.go:3:5: undefined: missing',
      '/home/me/project/src/a.c:10:2: fatal error: no such header',
      '/home/me/project/src/a.c:1:2: warning: unused',
      '/home/me/project/src/a.c:1:2: note: declared here',
      '  3 |   return missing;',
      '1 error generated.',
    ].join('\n');
    expect(readDiagnostics(text, '/home/me/project')).toEqual([
      {
        file: 'main.go',
        line: 3,
        column: 5,
        severity: 'error',
        message: 'undefined: missing',
        text: './main.go:3:5: undefined: missing',
      },
      {
        file: 'src/a.c',
        line: 10,
        column: 2,
        severity: 'error',
        message: 'no such header',
        text: '/home/me/project/src/a.c:10:2: fatal error: no such header',
      },
      {
        file: 'src/a.c',
        line: 1,
        column: 2,
        severity: 'warning',
        message: 'unused',
        text: text.split('\n').slice(3, -1).join('\n'),
      },
    ]);
  });

  it('takes the way to a header for a part of the complaint about it', () => {
    const text = ['a.c:1:2: error: first', 'In file included from a.c:2:', 'a.h:3:4: error: second'];
    expect(readDiagnostics(text.join('\n'), '/home/me').map((each) => each.text)).toEqual([
      text[0],
      text.slice(1).join('\n'),
    ]);
  });

  it('finds who asked for what is wrong in a library', () => {
    const text = [
      '/usr/include/c++/sort.h:3:4: error: invalid operands',
      "/usr/include/c++/sort.h:9:9: note: in instantiation of 'sift' requested here",
      "main.cpp:5:6: note: in instantiation of 'sort' requested here",
      'main.cpp:1:1: note: candidate not viable',
    ].join('\n');
    expect(readDiagnostics(text, '/home/me')).toEqual([
      { file: 'main.cpp', line: 5, column: 6, severity: 'error', message: 'invalid operands', text },
    ]);
  });

  it('takes who asked for further complaints about a library from the one before them', () => {
    const text = [
      '/usr/include/c++/sort.h:3:4: error: first',
      "main.cpp:5:6: note: in instantiation of 'sort' requested here",
      '/usr/include/c++/sort.h:7:8: error: second',
      '/usr/include/c++/heap.h:1:2: error: of another file',
      '/usr/include/c++/heap.h:3:4: error: and its second',
    ].join('\n');
    expect(readDiagnostics(text, '/home/me')).toMatchObject([
      { file: 'main.cpp', line: 5, column: 6, message: 'first' },
      { file: 'main.cpp', line: 5, column: 6, message: 'second' },
      { file: '/usr/include/c++/heap.h', line: 1, column: 2 },
      { file: '/usr/include/c++/heap.h', line: 3, column: 4 },
    ]);
  });

  it('finds in the references of Zig who called the library', () => {
    const text = [
      '/opt/zig/Writer.zig:3:4: error: invalid format string',
      '    @compileError("no");',
      'referenced by:',
      '    print__func_0: /opt/zig/debug.zig:330:39',
      '    main: a.zig:5:6',
      '    callMain [inlined]: /opt/zig/start.zig:788:64',
    ].join('\n');
    expect(readDiagnostics(text, '/home/me')).toMatchObject([{ file: 'a.zig', line: 5, column: 6, text }]);
  });

  it('places a file that is not there where it is imported', () => {
    const text = 'nope.zig:1:1: error: FileNotFound\na.zig:2:3: note: file imported here';
    expect(readDiagnostics(text, '/home/me')).toMatchObject([{ file: 'a.zig', line: 2, column: 3 }]);
  });

  it('takes complaints about whole lines', () => {
    expect(readDiagnostics('go.mod:3: unknown directive: goo', '/home/me')).toMatchObject([
      { file: 'go.mod', line: 3, column: null, message: 'unknown directive: goo' },
    ]);
  });

  it('names files of elsewhere by their whole path', () => {
    const [found] = readDiagnostics('/opt/zig/lib/std/start.zig:13:22: error: no module', '/home/me');
    expect(found).toMatchObject({ file: '/opt/zig/lib/std/start.zig', line: 13 });
  });
});
