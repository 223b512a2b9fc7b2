import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { defineCompiler, type FoundCompiler } from './define-compiler.ts';
import { findGoProgram } from './find-go-program.ts';
import { findPrograms, rememberByFile } from './find-program.ts';
import { buildByPlan } from './go-plan/build-by-plan.ts';
import { installHint } from './install-hint.ts';
import { outputFile, readOutput, runPlainCompiler } from './plain-compiler.ts';
import { outputOf } from './run-program.ts';
import type { SourcePlace } from './source-place.ts';
import { sourceToolchain } from './source-toolchain.ts';
import type { BuildInput } from './toolchain.ts';

interface GoCompiler extends FoundCompiler {
  readonly kind: 'tinygo' | 'go';
}

/** Go knows `GOOS=wasip1` since 1.21. */
const oldestMinor = 21;
/** A compiler that would fetch a newer one of itself fails instead. */
const offline = { GOTOOLCHAIN: 'local', GOPROXY: 'off', GOFLAGS: '' };
/** Its programs live for a moment: to collect their garbage half as often takes them a tenth less, and half more memory. */
const shortLived = { GOGC: '200' };

/** Go: TinyGo where it is installed, because its modules are a tenth of the size, otherwise Go itself. */
export const goCompiler = defineCompiler<GoCompiler>({
  name: 'Go',
  find: async () => (await findTinyGo()) ?? (await findGo()),
  hint: async () =>
    installHint({
      apt: (await isBookworm()) ? '-t bookworm-backports golang-go' : 'golang-go',
      dnf: 'golang',
      pacman: 'tinygo',
      brew: 'tinygo-org/tools/tinygo',
      winget: 'GoLang.Go',
      scoop: 'tinygo',
      otherwise: 'get it from https://go.dev/dl or https://tinygo.org',
    }),
  build: async (found, input) => {
    const place = await findGoProgram(input.path);
    if (found.kind === 'go') input.log('TinyGo is not installed; Go itself makes larger modules.');
    await (found.kind === 'go' ? runGo : runTinyGo)(found, place, input);
    return readOutput(input);
  },
});

/** Go source as an upload. */
export const goToolchain = sourceToolchain('TINY_GO', goCompiler);

/** The Go of Debian 12 itself is too old. */
async function isBookworm(): Promise<boolean> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^VERSION_CODENAME="?bookworm"?$/m.test(release);
}

const versionOf = rememberByFile((path) => outputOf(path, ['version'], offline));

async function findTinyGo(): Promise<GoCompiler | undefined> {
  const [path] = await findPrograms('tinygo', ['/usr/local/bin', '/usr/local/tinygo/bin']);
  const version = path && /tinygo version (\S+)/.exec((await versionOf(path)) ?? '')?.[1];
  return path && version ? { kind: 'tinygo', path, version: `TinyGo ${version}` } : undefined;
}

async function findGo(): Promise<GoCompiler | undefined> {
  const versioned = await readdir('/usr/lib').catch(() => []);
  const folders = versioned.filter((name) => /^go-\d/.test(name)).map((name) => `/usr/lib/${name}/bin`);
  for (const path of await findPrograms('go', ['/usr/local/go/bin', join(homedir(), 'go/bin'), ...folders])) {
    const [, version, minor] = /\bgo(1\.(\d+)\S*)/.exec((await versionOf(path)) ?? '') ?? [];
    if (Number(minor) >= oldestMinor) return { kind: 'go', path, version: `Go ${version} (wasip1)` };
  }
  return undefined;
}

async function runGo(
  { path: program, version }: GoCompiler,
  place: SourcePlace,
  { told, ...input }: BuildInput,
): Promise<void> {
  const environment = {
    ...offline,
    ...shortLived,
    GOOS: 'wasip1',
    GOARCH: 'wasm',
    CGO_ENABLED: '0',
    GOCACHE: join(input.cache, 'go'),
  };
  const output = outputFile(input);
  // no paths of this machine, no version of a repository, no mark of this build: equal source makes equal bytes
  const parameters = ['-trimpath', '-buildvcs=false', '-ldflags=-buildid=', '-o', output, place.name];
  const { folder } = place;
  told?.(['build', ...parameters]);
  const build = { program, version, parameters, environment, output };
  if (await buildByPlan(build, place, input)) return;
  const run = { program, parameters: ['build', ...parameters], folder, environment, advice: adviceOn };
  await runPlainCompiler(run, input);
}

function runTinyGo({ path: program }: GoCompiler, place: SourcePlace, input: BuildInput): Promise<void> {
  const environment = { ...offline, ...shortLived, GOCACHE: join(input.cache, 'go') };
  const parameters = ['build', '-target=wasip1', '-no-debug', '-o', outputFile(input), place.name];
  const { folder } = place;
  return runPlainCompiler({ program, parameters, folder, environment, advice: adviceOn }, input);
}

function adviceOn(text: string): string {
  if (text.includes('GOPROXY=off'))
    return '\nCompilers run without network. Fetch the dependencies once: go mod download';
  if (/no Go source files|build constraints exclude all Go files/.test(text))
    return '\nFiles are left out that import "C", for there is no cgo for WebAssembly, and files of other systems, by their names or constraints.';
  if (text.includes('no Go files in'))
    return '\nA function is a main package: in the folder of go.mod, or in one below its folder cmd.';
  return '';
}
