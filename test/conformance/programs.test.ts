import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandFile } from '../support/command.ts';
import { fixturePath, writeInto } from '../support/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/**
 * Programs that other people built for WASI, run through `atelier run`. They are not part of this project:
 * `npm run test:programs` fetches them first.
 */
const programs = fileURLToPath(new URL('../../.cache/programs', import.meta.url));

const program = (name: string) => join(programs, `${name}.wasm`);

/** A suite's title, which says so where it can't run, and whether that is so. */
function suite(title: string, ...names: readonly string[]): [title: string, isMissing: boolean] {
  const missing = names.filter((name) => !existsSync(program(name)));
  const note = missing.length === 0 ? '' : ` (skipped: no ${missing.join(', ')} in .cache/programs)`;
  return [title + note, missing.length > 0];
}

interface Run {
  readonly wasm: string;
  readonly name?: string;
  /** The folder that it has as `/`. */
  readonly folder: string;
  readonly arguments: readonly string[];
  readonly stdin?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

async function run({
  wasm,
  name = basename(wasm),
  folder,
  arguments: words,
  stdin = '',
  environment = { NAME: 'värde' },
}: Run) {
  const variables = Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  const options = ['--argv0', name, ...variables, '--dir', `${folder}::/`];
  const child = spawn(process.execPath, [commandFile('atelier'), 'run', ...options, wasm, ...words]);
  child.stdin.end(stdin);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

/** What every language's job says, by what it did. */
const job: Readonly<Record<string, string>> = {
  arguments: 'one två',
  environment: 'värde',
  stdin: 'HELLO',
  file: 'data in file',
  size: '100000',
  listing: 'deep in.txt out.txt',
  moved: 'tail 100004',
  absent: 'true',
  left: 'in.txt made',
  slept: 'true',
  random: 'true',
  clock: 'true',
};

/** The job's output in a language whose library can't do some of it. */
function jobWithout(...lacking: readonly string[]): string {
  return Object.entries(job)
    .filter(([what]) => !lacking.includes(what))
    .map(([what, result]) => `${what}: ${result}\n`)
    .join('');
}

/** A folder with what the job expects to find in it. */
function jobFolder(source: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'data/deep'), { recursive: true });
  writeInto(folder, 'data/in.txt', 'data in file\n');
  copyFileSync(fixturePath(`programs/${source}`), join(folder, source));
  return folder;
}

describe.each<
  [language: string, name: string, options: readonly string[], source: string, lacking: string[]]
>([
  ['CPython 3.12', 'python', [], 'job.py', []],
  ['Ruby 3.2', 'ruby', [], 'job.rb', []],
  // its php://stdin is a copy of the descriptor, which WASI has no call for
  ['PHP 8.2', 'php', ['-q'], 'job.php', ['stdin']],
  ['Lua 5.4', 'lua', [], 'job.lua', ['listing', 'left', 'slept']],
  ['QuickJS', 'quickjs', ['--module'], 'job.js', []],
])('%s', (title, name, options, source, lacking) => {
  const [what, isMissing] = suite('reads, writes, waits and ends', name);
  it.skipIf(isMissing)(what, async () => {
    const folder = jobFolder(source);
    const words = [...options, `/${source}`, 'one', 'två'];
    expect(await run({ wasm: program(name), folder, arguments: words, stdin: 'hello\n' }), title).toEqual({
      code: 3,
      stdout: jobWithout(...lacking),
      stderr: '',
    });
  });
});

const [gatewayTitle, hasNoGateway] = suite('PHP 8.2 as a CGI program', 'php');

describe.skipIf(hasNoGateway)(gatewayTitle, () => {
  it('answers a request', async () => {
    const folder = temporaryFolder();
    writeInto(
      folder,
      'upper.php',
      '<?php header("X-A: b"); echo strtoupper(file_get_contents("php://input"));',
    );
    const request = { REQUEST_METHOD: 'POST', CONTENT_TYPE: 'text/plain', CONTENT_LENGTH: '5' };
    const environment = { ...request, SCRIPT_FILENAME: '/upper.php', REDIRECT_STATUS: '200' };
    const answer = await run({ wasm: program('php'), folder, arguments: [], stdin: 'hello', environment });
    expect(answer).toMatchObject({ code: 0, stdout: expect.stringMatching(/^X-A: b\r\n.*\r\n\r\nHELLO$/ms) });
  });
});

const [compilerTitle, hasNoCompiler] = suite(
  'clang 8 and what it compiles, of preview 0',
  'clang',
  'wasm-ld',
);

describe.skipIf(hasNoCompiler)(compilerTitle, () => {
  it('reads, writes, waits and ends', async () => {
    const folder = jobFolder('job.c');
    cpSync(join(programs, 'clang-sysroot/sys'), join(folder, 'sys'), { recursive: true });
    const [library, resources] = ['/sys/lib/wasm32-wasi', '/sys/lib/clang/8.0.1'];
    const includes = `-internal-isystem /sys/include -internal-isystem ${resources}/include`;
    const clang = `-cc1 -emit-obj -mthread-model single ${includes} -O2 -o /job.o -x c /job.c`;
    const builtins = `${resources}/lib/wasi/libclang_rt.builtins-wasm32.a`;
    const ld = `--no-threads -L${library} ${library}/crt1.o /job.o -lc ${builtins} -o /job.wasm`;
    for (const [name, line] of [
      ['clang', clang],
      ['wasm-ld', ld],
    ] as const)
      expect(await run({ wasm: program(name), name, folder, arguments: line.split(' ') })).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      });
    const wasm = join(folder, 'job.wasm');
    expect(await run({ wasm, folder, arguments: ['one', 'två'], stdin: 'hello\n' })).toEqual({
      code: 3,
      stdout: jobWithout(),
      stderr: '',
    });
  });
});

const [databaseTitle, hasNoDatabase] = suite('SQLite 3.26, of preview 0', 'sqlite');

describe.skipIf(hasNoDatabase)(databaseTitle, () => {
  it('keeps a database in a file', async () => {
    const folder = temporaryFolder();
    const query = (stdin: string) =>
      run({ wasm: program('sqlite'), folder, arguments: ['-batch', '/shop.db'], stdin });
    const filled = await query(`
      create table orders (number integer primary key, item text);
      with recursive counted (n) as (select 1 union all select n + 1 from counted where n < 5000)
        insert into orders select n, 'item ' || n from counted;
      begin; delete from orders; rollback;
      select count(*), max(item) from orders;
      select hex(randomblob(8)) <> hex(randomblob(8)), date('now') > '2024';`);
    expect(filled).toEqual({ code: 0, stdout: '5000|item 999\n1|1\n', stderr: '' });
    const read = await query('select item from orders where number = 4321;');
    expect(read).toEqual({ code: 0, stdout: 'item 4321\n', stderr: '' });
  });
});
