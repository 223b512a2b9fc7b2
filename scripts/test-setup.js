/**
 * The project's test set-up: installs the compilers and the browser that the tests use, where this is Debian and we are
 * root. Anywhere else it only says what is missing. It never fails: tests of what is not there say that they are skipped,
 * and CI makes a failure of that.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Go knows `GOOS=wasip1` since then. */
const oldestGo = 21;
/** No system packages Zig for Debian; the Python package is Zig itself, and this is the release that the tests are for. */
const zig = { requirement: 'ziglang==0.17.1', folder: '/opt/zig', link: '/usr/local/bin/zig' };

/**
 * What the tests need: how to see that it is there, the Debian packages that bring it, and what there is to do after
 * them. Those of clang for WebAssembly carry the number of the system's clang.
 * @type {{ name: string, isThere: () => boolean, packages: () => string[], finish?: () => boolean }[]}
 */
const needs = [
  {
    name: 'Rust for WASI',
    isThere: () => ['wasm32-wasip1', 'wasm32-wasi'].some(hasRustTarget),
    packages: () => ['rustc', 'libstd-rust-dev-wasm32'],
  },
  { name: 'cargo', isThere: () => hasProgram('cargo', ['/usr/bin']), packages: () => ['cargo'] },
  { name: 'Go 1.21 or newer', isThere: hasGo, packages: goPackages },
  {
    name: 'clang with a WASI sysroot',
    isThere: () => hasProgram('clang') && hasProgram('wasm-ld') && hasWasiFile('libc.a') && hasBuiltins(),
    packages: () => ['clang', 'lld', 'wasi-libc', `libclang-rt-${clangMajor()}-dev-wasm32`],
  },
  {
    name: 'C++ for WASI',
    isThere: () => hasWasiFile('libc++.a') && hasWasiFile('libc++abi.a'),
    packages: () => [`libc++-${clangMajor()}-dev-wasm32`, `libc++abi-${clangMajor()}-dev-wasm32`],
  },
  {
    name: 'Zig',
    isThere: () => hasProgram('zig'),
    packages: () => (run('python3', ['-m', 'pip', '--version']) ? [] : ['python3-pip']),
    finish: installZig,
  },
  {
    name: 'Chromium',
    isThere: () => ['chromium', 'chromium-browser', 'google-chrome'].some((name) => hasProgram(name)),
    packages: () => ['chromium'],
  },
];

const missing = needs.filter(({ isThere }) => !isThere());
if (missing.length > 0) setUp();

function setUp() {
  const names = missing.map(({ name }) => name).join(', ');
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    console.log(`Not here, so their tests are skipped: ${names}.`);
    console.log('On Debian, this installs them: sudo node scripts/test-setup.js');
    return;
  }
  console.log(`Installing for the tests: ${names}`);
  run('apt-get', ['update', '-q']);
  // one by one: a package that this release does not have takes nothing else with it
  for (const need of missing)
    if (!installPackages(need.packages()) || need.finish?.() === false)
      console.log(`${need.name} could not be installed; its tests are skipped.`);
}

/**
 * Waits for whoever else installs something at the same time.
 * @param {string[]} packages
 */
function installPackages(packages) {
  const patience = ['-o', 'DPkg::Lock::Timeout=300'];
  return run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...patience, ...packages]);
}

/** Into a folder of its own, away from the system's Python, and into PATH. */
function installZig() {
  const { requirement, folder, link } = zig;
  const pip = ['-m', 'pip', 'install', '-q', '--root-user-action=ignore', '--upgrade', '--target', folder];
  if (!run('python3', [...pip, requirement])) return false;
  rmSync(link, { force: true });
  symlinkSync(`${folder}/ziglang/zig`, link);
  return true;
}

/**
 * @param {string} command
 * @param {string[]} parameters
 */
function run(command, parameters) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, parameters, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}

/**
 * @param {string} command
 * @param {string[]} parameters
 */
function outputOf(command, parameters) {
  return spawnSync(command, parameters, { encoding: 'utf8' }).stdout ?? '';
}

/**
 * @param {string} name
 * @param {string[]} folders
 */
function hasProgram(name, folders = (process.env.PATH ?? '').split(delimiter)) {
  return folders.some((folder) => existsSync(join(folder, name)));
}

/** @param {string} target */
function hasRustTarget(target) {
  const sysroots = ['/usr', outputOf('rustc', ['--print', 'sysroot']).trim()].filter(Boolean);
  return sysroots.some((sysroot) => existsSync(join(sysroot, 'lib/rustlib', target, 'lib')));
}

function hasGo() {
  const minor = /go1\.(\d+)/.exec(outputOf('go', ['version']))?.[1];
  return hasProgram('tinygo') || Number(minor) >= oldestGo;
}

/**
 * Debian 12 has an older one, and a newer one in its backports. Where apt does not know these, a list of sources for
 * this call alone names them, at the mirror that apt uses already.
 */
function goPackages() {
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? '';
  const policy = outputOf('apt-cache', ['policy']);
  const candidate = /Candidate: (?:\d+:)?1\.(\d+)/.exec(outputOf('apt-cache', ['policy', 'golang-go']))?.[1];
  if (codename === '' || Number(candidate) >= oldestGo) return ['golang-go'];
  const fromBackports = ['-t', `${codename}-backports`, 'golang-go'];
  if (policy.includes(`${codename}-backports`)) return fromBackports;
  const mirror = new RegExp(`(https?://\\S+) ${codename}/main`).exec(policy)?.[1];
  if (mirror === undefined || process.getuid?.() !== 0) return fromBackports;
  const folder = mkdtempSync(join(tmpdir(), 'atelier-apt-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const list = join(folder, 'backports.list');
  writeFileSync(list, `deb ${mirror} ${codename}-backports main\n`);
  const source = ['-o', `Dir::Etc::sourcelist=${list}`];
  run('apt-get', ['update', '-q', ...source]);
  return [...source, ...fromBackports];
}

/** @param {string} name */
function hasWasiFile(name) {
  return existsSync(join('/usr/lib/wasm32-wasi', name));
}

function hasBuiltins() {
  const folder = outputOf('clang', ['-print-resource-dir']).trim();
  return ['lib/wasi', 'lib/wasm32-unknown-wasi'].some((place) => existsSync(join(folder, place)));
}

/** The number of the clang that the system has, or would install. */
function clangMajor() {
  const installed = /clang version (\d+)/.exec(outputOf('clang', ['--version']))?.[1];
  return (
    installed ?? /Candidate: \S*?(\d+)\.\d/.exec(outputOf('apt-cache', ['policy', 'clang']))?.[1] ?? '14'
  );
}
