import { spawn } from 'node:child_process';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

/** The product runs on the Node that Electron embeds: TypeScript without a build step, and WebAssembly stack switching. */
const nodeMajor = 24;

/**
 * Runs a command line's entry in this process where this Node will do, and otherwise under the one that the project
 * brings (the npm package `node`), with the same arguments, streams, signals and exit code.
 * @param {URL} entry
 */
export async function launch(entry) {
  // Halves the time until a command does something; an environment variable, so that the engine and the packaging
  // jobs start sooner as well.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../.cache/compile', import.meta.url));
  if (Number(process.versions.node.split('.')[0]) >= nodeMajor) {
    // Node 20 has no such function, so its name can't be imported.
    nodeModule.enableCompileCache();
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
  runUnder(node, [fileURLToPath(entry), ...process.argv.slice(2)]);
}

/**
 * Stands for the child: passes signals on and ends as it ends. The channel beside the streams tells the child when this
 * process was killed, which no signal could.
 * @param {string} node
 * @param {string[]} parameters
 */
function runUnder(node, parameters) {
  const child = spawn(node, parameters, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`${node} can't be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.removeAllListeners();
    if (signal === null) process.exitCode = code ?? 1;
    else process.kill(process.pid, signal);
  });
}

/** @returns {string | undefined} */
function findNode() {
  const require = nodeModule.createRequire(import.meta.url);
  for (const name of ['node', `node-${process.platform}-${process.arch}`]) {
    try {
      return require.resolve(`${name}/bin/node${process.platform === 'win32' ? '.exe' : ''}`);
    } catch {
      // the next spelling; npm nests the platform's package in one of two places
    }
  }
  return undefined;
}
