import { spawn } from 'node:child_process';
import { createRequire, enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The product runs on the Node that Electron embeds: TypeScript without a build step, and WebAssembly stack switching. */
const nodeMajor = 24;

/**
 * Runs a command line's entry in this process where this Node will do, and otherwise under the one that the project
 * brings (the npm package `node`), with the same arguments, streams, signals and exit code.
 * @param {URL} entry
 */
export async function launch(entry) {
  if (Number(process.versions.node.split('.')[0]) >= nodeMajor) {
    enableCompileCache?.();
    await import(entry.href);
    return;
  }
  const node = findNode();
  if (node === undefined) {
    process.stderr.write(
      `Atelier needs Node ${nodeMajor} or newer and this is ${process.version}. Run "npm install" in its folder: that brings it.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(
    node,
    ['--disable-warning=ExperimentalWarning', fileURLToPath(entry), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
    },
  );
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.removeAllListeners();
    if (signal === null) process.exitCode = code ?? 1;
    else process.kill(process.pid, signal);
  });
}

/** @returns {string | undefined} */
function findNode() {
  const require = createRequire(import.meta.url);
  for (const name of ['node', `node-${process.platform}-${process.arch}`]) {
    try {
      return require.resolve(`${name}/bin/node${process.platform === 'win32' ? '.exe' : ''}`);
    } catch {
      // the next spelling; npm nests the platform's package in one of two places
    }
  }
  return undefined;
}
