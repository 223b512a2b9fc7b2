import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemble } from './assemble.ts';

/** Where a fixture lies. */
export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}

/** The text of a fixture. */
export function fixtureText(name: string): string {
  return readFileSync(fixturePath(name), 'utf8');
}

/** The WebAssembly of a text fixture: `fixtureWasm('echo')` assembles test/fixtures/echo.wat. */
export function fixtureWasm(name: string): Uint8Array<ArrayBuffer> {
  return assemble(fixtureText(`${name}.wat`));
}

/** Writes bytes or text into a folder and gives the path. */
export function writeInto(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
