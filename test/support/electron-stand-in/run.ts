/**
 * Stands in for Electron's binary: `node run.ts <app's folder> [arguments]` runs the entry that the folder's
 * package.json names, with the stand-in as its `electron`, and is ready once that module has run.
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from './app.ts';
import { obeyTests } from './control.ts';

const standIn = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

const folder = resolve(process.argv[2]!);
const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main?: string };
const entry = join(folder, main ?? 'index.js');
if (!existsSync(entry)) throw new Error(`Cannot find module '${entry}'. Please verify that it was built`);

process.argv = [process.execPath, ...process.argv.slice(2)];
Object.assign(process, { defaultApp: true });
obeyTests();
await import(pathToFileURL(entry).href);
app.becomeReady();
