/** `npm run check`: the one gate. Runs every check, says which failed, and fails with the first of them. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const checks = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types', 'tsc', ['--build']],
  ['layers', 'node', ['scripts/check-layers.js']],
  ['dead code', 'knip', []],
  ['unit tests', 'vitest', ['run', '--project', 'unit']],
];
const root = join(import.meta.dirname, '..');
const path = `${join(root, 'node_modules/.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;

const failed = [];
for (const [name, command, parameters] of checks) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, parameters, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
    shell: process.platform === 'win32',
  });
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`\nThe gate is closed: ${failed.join(', ')} failed.`);
  process.exitCode = 1;
}
