import { describe, expect, it } from 'vitest';
import { readRustLine } from '../../../src-main/toolchain/rust-messages.ts';

const span = {
  file_name: 'src/main.rs',
  line_start: 2,
  column_start: 9,
  is_primary: true,
  label: 'here',
  text: [{ text: '    let wrong = 1;' }],
};
const message = {
  message: 'mismatched types',
  level: 'error',
  rendered: 'error: mismatched\n',
  spans: [span],
  children: [],
};
const nothing = { text: '', diagnostics: [], executable: null };

describe('readRustLine', () => {
  it('reads what rustc says, and what cargo wraps', () => {
    const read = {
      text: 'error: mismatched',
      diagnostics: [
        {
          file: 'src/main.rs',
          line: 2,
          column: 9,
          severity: 'error',
          message: 'mismatched types: here',
          text: 'error: mismatched',
        },
      ],
      executable: null,
    };
    expect(readRustLine(JSON.stringify(message), '/project')).toEqual(read);
    const wrapped = JSON.stringify({ reason: 'compiler-message', message });
    expect(readRustLine(wrapped, '/project')).toEqual(read);
  });

  it('tells warnings from errors, and leaves remarks to the log', () => {
    const warning = JSON.stringify({ ...message, level: 'warning' });
    expect(readRustLine(warning, '/project').diagnostics).toMatchObject([{ line: 2, severity: 'warning' }]);
    const note = JSON.stringify({ ...message, level: 'failure-note' });
    expect(readRustLine(note, '/project')).toEqual({ ...nothing, text: 'error: mismatched' });
  });

  it('counts columns as editors do', () => {
    const spans = [{ ...span, text: [{ text: 'f("𝄞", wrong)' }] }];
    const { diagnostics } = readRustLine(JSON.stringify({ ...message, spans }), '/project');
    expect(diagnostics).toMatchObject([{ column: 10 }]);
  });

  it('hands over what the linker says, and not how it was called', () => {
    const call = '"rust-lld" "-flavor" "wasm" "/home/me/a.o"';
    const words = 'rust-lld: error: unable to find library -lfoo';
    const failure = {
      message: 'linking with `rust-lld` failed: exit status: 1',
      level: 'error',
      rendered: `error: linking failed\n  |\n  = note: ${call}\n  = note: ${words}\n`,
      spans: [],
      children: [{ message: call }, { message: `${words}\n` }],
    };
    const text = `error: linking failed\n  |\n  = note: ${words}`;
    expect(readRustLine(JSON.stringify(failure), '/project')).toEqual({
      text,
      diagnostics: [
        {
          ...{ file: null, line: null, column: null, severity: 'error', text },
          message: `linking with \`rust-lld\` failed: exit status: 1: ${words}`,
        },
      ],
      executable: null,
    });
  });

  it.each(['aborting due to 2 previous errors', '1 warning emitted'])('leaves "%s" to the log', (sum) => {
    const said = { ...message, message: sum, rendered: `error: ${sum}\n`, spans: [] };
    expect(readRustLine(JSON.stringify(said), '/')).toEqual({ ...nothing, text: `error: ${sum}` });
  });

  it('hears of programs, and of nothing in other reports', () => {
    const artifact = { reason: 'compiler-artifact', executable: '/target/sample.wasm' };
    expect(readRustLine(JSON.stringify(artifact), '/')).toEqual({
      ...nothing,
      executable: '/target/sample.wasm',
    });
    expect(readRustLine('{"reason":"build-finished","success":true}', '/')).toEqual(nothing);
  });

  it.each(['   Compiling sample v0.1.0', '{ broken'])('takes %s for text', (line) => {
    expect(readRustLine(line, '/')).toEqual({ ...nothing, text: line });
  });
});
