import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The built app, as Electron is given it. */
    readonly desktopFolder: string;
  }
}

const root = join(import.meta.dirname, '../..');

/** Builds the desktop app once, and gives the tests a copy that no other build empties under them. */
export function setup({ provide }: TestProject): () => void {
  const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  execFileSync(process.execPath, [builder, 'build', '--logLevel', 'error'], { cwd: root, stdio: 'inherit' });
  const folder = mkdtempSync(join(tmpdir(), 'atelier-desktop-'));
  for (const built of ['out', 'dist', 'package.json'])
    cpSync(join(root, built), join(folder, built), { recursive: true });
  for (const used of ['node_modules', 'resources']) symlinkSync(join(root, used), join(folder, used), 'dir');
  provide('desktopFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
