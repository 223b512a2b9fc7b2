import { describe, expect, it } from 'vitest';
import { readRustLine } from '../../../src-main/toolchain/rust-messages.ts';

const span = { file_name: 'src/main.rs', line_start: 2, column_start: 9, is_primary: true, label: 'here' };
const message = {
  message: 'mismatched types',
  level: 'error',
  rendered: 'error: mismatched\n',
  spans: [span],
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
