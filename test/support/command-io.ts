import { Readable, Writable } from 'node:stream';
import type { CommandIo } from '../../src-main/headless/command-line.ts';

/** Streams of a command that runs in the test's own process, and what it wrote to them. */
export interface CapturedIo extends CommandIo {
  readonly written: { stdout: string; stderr: string };
}

/** An input, empty unless given, and outputs that are kept; `isTTY` makes a terminal of both outputs. */
export function captureIo(
  environment: CommandIo['environment'] = {},
  { isTTY = false, input = [] }: { readonly isTTY?: boolean; readonly input?: readonly string[] } = {},
): CapturedIo {
  const written = { stdout: '', stderr: '' };
  const keep = (name: 'stdout' | 'stderr') =>
    Object.assign(
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          written[name] += chunk.toString();
          done();
        },
      }),
      { isTTY },
    );
  return {
    stdin: Readable.from(input),
    stdout: keep('stdout'),
    stderr: keep('stderr'),
    environment,
    written,
  };
}
