import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds the page once, before any test looks at it. */
export default function buildRenderer(): void {
  const root = join(import.meta.dirname, '../../..');
  execFileSync(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
