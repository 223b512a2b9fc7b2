import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../src-main/headless/run.ts';
import { javaScriptToolchain } from '../../../src-main/toolchain/javascript.ts';
import { assemble } from '../../support/assemble.ts';
import { captureIo } from '../../support/command-io.ts';
import { fixtureWasm, writeInto } from '../../support/fixtures.ts';
import { importing } from '../../support/guest.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A file with a command, in a folder of its own. */
function commandFile(wasm: Uint8Array): string {
  return writeInto(temporaryFolder(), 'main.wasm', wasm);
}

async function run(argv: readonly string[], input: Iterable<Buffer> = []) {
  const io = { ...captureIo(), stdin: Readable.from(input, { objectMode: false }) };
  return { code: await runCommand(argv, io), ...io.written };
}

/** Ends with that code. */
function exiting(code: number): Uint8Array {
  return assemble(`(module ${importing('proc_exit')} (memory (export "memory") 1)
    (func (export "_start") (call $proc_exit (i32.const ${code}))))`);
}

describe('atelier run', () => {
  it('streams stdin and stdout through, byte for byte', async () => {
    const pieces = Array.from({ length: 40 }, (_, index) => Buffer.alloc(10_000, 65 + index));
    const { code, stdout } = await run([commandFile(fixtureWasm('echo'))], pieces);
    expect(code).toBe(0);
    expect(stdout).toBe(`echo: ${Buffer.concat(pieces)}`);
  });

  it.each([
    [0, 0],
    [7, 7],
    [255, 255],
    [256, 255],
    [-1, 255],
  ])('gives exit code %i as %i', async (code, given) => {
    expect(await run([commandFile(exiting(code))])).toEqual({ code: given, stdout: '', stderr: '' });
  });

  it('tells a trap with its stack, and fails as an abort does', async () => {
    const { code, stderr } = await run([commandFile(fixtureWasm('trap'))]);
    expect(code).toBe(134);
    expect(stderr).toMatch(/trap: unreachable\n {4}at deeper \(0x[0-9a-f]{8}\)\n/);
  });

  it('gives the program its arguments and environment, and nothing of this process', async () => {
    const sizes = assemble(`(module ${importing('args_sizes_get', 'environ_sizes_get', 'proc_exit')}
      (memory (export "memory") 1)
      (func (export "_start")
        (drop (call $args_sizes_get (i32.const 0) (i32.const 4)))
        (drop (call $environ_sizes_get (i32.const 8) (i32.const 12)))
        (call $proc_exit (i32.add
          (i32.add (i32.mul (i32.load (i32.const 0)) (i32.const 100)) (i32.load (i32.const 4)))
          (i32.add (i32.mul (i32.load (i32.const 8)) (i32.const 10)) (i32.load (i32.const 12)))))))`);
    const file = commandFile(sizes);
    expect((await run([file])).code).toBe(100 + 10);
    expect((await run(['--argv0', 'é', '--env', 'ü=1', file])).code).toBe(100 + 3 + 10 + 5);
  });

  it('lets the program use the folders that it is given', async () => {
    const folder = temporaryFolder();
    const writing = assemble(`(module ${importing('path_open', 'fd_write', 'proc_exit')}
      (memory (export "memory") 1) (data (i32.const 16) "note") (data (i32.const 32) "\\20\\00\\00\\00\\04\\00\\00\\00")
      (func (export "_start")
        (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 16) (i32.const 4) (i32.const 1)
          (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 8)))
        (call $proc_exit (call $fd_write (i32.load (i32.const 8)) (i32.const 32) (i32.const 1) (i32.const 12)))))`);
    expect(await run(['--dir', `${folder}::/data`, commandFile(writing)])).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'note'))).toEqual(Buffer.from([32, 0, 0, 0]));
  });

  it('writes the hostcalls to stderr with --trace', async () => {
    const { stdout, stderr } = await run(['--trace', commandFile(fixtureWasm('echo'))]);
    expect(stdout).toBe('echo: ');
    expect(stderr).toMatch(
      /^Start time: .*WASI_FD_WRITE\(vmctx=30c0ffee, 01, .*nwritten: 6\n.*Total time: [^\n]+\n$/s,
    );
  });

  it('answers as ?debug does with --debug-json', async () => {
    const wasm = fixtureWasm('echo');
    const { code, stdout } = await run(['--debug-json', commandFile(wasm)], [Buffer.from('höi')]);
    expect(code).toBe(0);
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer)).toEqual([
      'stdout',
      'stderr',
      'dmesg',
      'trigger',
      'responseBody',
      'currentPages',
      'size',
    ]);
    expect(answer).toMatchObject({
      stdout: 'echo: höi',
      stderr: '',
      dmesg: expect.stringContaining('WASI_FD_READ'),
      trigger: 'Std',
      responseBody: '',
      currentPages: 2,
      size: wasm.length,
    });
  });

  it('runs a JavaScript release', async () => {
    const folder = temporaryFolder();
    const source = Buffer.from('console.log("six times seven:", 6 * 7);');
    const wasm = await javaScriptToolchain.compile({
      source,
      fileName: 'main.js',
      folder,
      cache: folder,
      log: () => {},
    });
    expect(await run([commandFile(wasm)])).toEqual({ code: 0, stdout: 'six times seven: 42\n', stderr: '' });
    await expect(run(['--dir', folder, commandFile(wasm)])).rejects.toThrow(/--dir/);
  });

  it('shows its options', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    for (const option of ['--env', '--dir', '--argv0', '--trace', '--debug-json'])
      expect(stdout).toContain(option);
  });

  it('says what is wrong with the file or the folder', async () => {
    const folder = temporaryFolder();
    const file = commandFile(exiting(0));
    await expect(run([join(folder, 'absent.wasm')])).rejects.toThrow(/absent\.wasm.*no such file/);
    await expect(run([folder])).rejects.toThrow(/can't be read/);
    await expect(run([writeInto(folder, 'text', 'no module')])).rejects.toThrow(/not WebAssembly/);
    await expect(run([commandFile(fixtureWasm('unknown-import'))])).rejects.toThrow(/import/);
    await expect(run(['--dir', `${folder}/absent::/`, file])).rejects.toThrow(/absent/);
  });
});
