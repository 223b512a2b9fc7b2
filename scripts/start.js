/**
 * `npm start`: builds what is older than its sources, and opens the desktop app. Where its window can't be shown, says
 * why in one line and serves the same workstation to the browser.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isStale } from './is-stale.js';

const root = join(import.meta.dirname, '..');
const sources = ['src-main', 'src-renderer', 'resources', 'electron.vite.config.ts', 'package-lock.json'];
const parameters = process.argv.slice(2);

if (isStale(root, sources, ['out/main.js', 'out/shell/preload/preload.cjs', 'dist/renderer/index.html']))
  build();
const obstacle = windowObstacle();
if (obstacle === null) run(electronBinary(), [root, ...parameters]);
else {
  console.log(`${obstacle} The workstation is served to your browser instead.\n`);
  run(process.execPath, [join(root, 'bin/atelier.js'), 'serve', ...parameters]);
}

function build() {
  console.log('Building the workstation…');
  const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const { status } = spawnSync(process.execPath, [builder, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Why no window can be shown, in one sentence; null where one can. */
function windowObstacle() {
  if (!existsSync(electronBinary()))
    return 'Electron was not downloaded (run "npx install-electron" for the desktop window).';
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return 'There is no display here.';
  return null;
}

/** Where Electron's package keeps its binary; asking the package itself would download it. */
function electronBinary() {
  const folder = join(root, 'node_modules/electron');
  const name = join(folder, 'path.txt');
  return join(folder, 'dist', existsSync(name) ? readFileSync(name, 'utf8') : 'electron');
}

/**
 * Stands for the child: passes signals on and ends as it ends.
 * @param {string} program
 * @param {string[]} parameters
 */
function run(program, parameters) {
  const child = spawn(program, parameters, { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
