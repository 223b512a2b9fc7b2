import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { assemble } from '../support/assemble.ts';
import { commandFile, runCommand } from '../support/command.ts';
import { fixtureWasm, writeInto } from '../support/fixtures.ts';
import { importing } from '../support/guest.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Starts `atelier run` on a module, with pipes for all of its streams. */
function start(wasm: Uint8Array) {
  const file = writeInto(temporaryFolder(), 'main.wasm', wasm);
  const child = spawn(process.execPath, [commandFile('atelier'), 'run', file]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const stderr: Buffer[] = [];
  child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code,
    signal,
    stderr: Buffer.concat(stderr).toString(),
  }));
  return { child, ended };
}

/** Writes one byte, so that it is known to run, and then does nothing for ever. */
const loopAfterOutput = assemble(`(module ${importing('fd_write')}
  (memory (export "memory") 1) (data (i32.const 4) "\\01")
  (func (export "_start")
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
    (loop $again (br $again))))`);

describe('atelier run as a process', () => {
  it('passes far more through than it could hold', async () => {
    const { child, ended } = start(fixtureWasm('echo'));
    const piece = Buffer.alloc(1024 * 1024, 'atelier ');
    const pieces = 300;
    const received = createHash('sha256');
    let bytes = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      received.update(chunk);
    });
    const expected = createHash('sha256').update('echo: ');
    for (let index = 0; index < pieces; index += 1) {
      expected.update(piece);
      if (!child.stdin.write(piece)) await once(child.stdin, 'drain');
    }
    child.stdin.end();
    expect(await ended).toEqual({ code: 0, signal: null, stderr: '' });
    expect(bytes).toBe(6 + pieces * piece.length);
    expect(received.digest('hex')).toBe(expected.digest('hex'));
  });

  it('ends quietly when nobody reads its output any more', async () => {
    const { child, ended } = start(fixtureWasm('gigabyte-of-output'));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await ended).toEqual({ code: 0, signal: null, stderr: '' });
  });

  it('answers what was typed before more is typed', async () => {
    const { child, ended } = start(fixtureWasm('echo'));
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    for (const word of ['one', 'two']) {
      child.stdin.write(word);
      while (!output.endsWith(word)) await once(child.stdout, 'data');
    }
    child.stdin.end();
    expect(await ended).toMatchObject({ code: 0 });
    expect(output).toBe('echo: onetwo');
  });

  it('ends though its input is still open', async () => {
    const { ended } = start(fixtureWasm('trap'));
    expect(await ended).toMatchObject({ code: 134, stderr: expect.stringContaining('unreachable') });
  });

  it.runIf(process.platform !== 'win32')('is ended by an interrupt in the middle of a loop', async () => {
    const { child, ended } = start(loopAfterOutput);
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: null, signal: 'SIGINT' });
  });

  it.each(['atelier', 'node', 'wasmer'])(
    'adds nothing to the streams of the program under %s',
    async (engine) => {
      const file = writeInto(temporaryFolder(), 'main.wasm', fixtureWasm('echo'));
      expect(await runCommand('atelier', ['run', '--engine', engine, file], {})).toEqual({
        code: 0,
        stdout: 'echo: ',
        stderr: '',
      });
    },
  );
});
