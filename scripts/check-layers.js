/** Refuses imports that run the wrong way. The allow-list below is the architecture: docs/architecture.md draws it. */
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { parseSync } from 'oxc-parser';

/** What each folder may import of ours, beside itself. A room that is not listed may be imported by nobody yet. */
const allowed = {
  'src-main/contract': [],
  'src-main/home': ['src-main/contract'],
  'src-main/store': ['src-main/contract'],
  'src-main/registry': ['src-main/contract'],
  'src-main/toolchain': ['src-main/contract'],
  'src-main/symbols': ['src-main/contract'],
  'src-main/packager': ['src-main/contract', 'src-main/registry', 'src-main/toolchain', 'src-main/symbols'],
  'src-main/traces': ['src-main/contract', 'src-main/store'],
  'src-main/worker': ['src-main/contract', 'src-main/traces', 'src-main/registry', 'src-main/symbols'],
  'src-main/scheduler': ['src-main/contract', 'src-main/worker', 'src-main/symbols'],
  'src-main/gateway': ['src-main/contract', 'src-main/scheduler', 'src-main/traces'],
  'src-main/pulsar': ['src-main/contract', 'src-main/store'],
  'src-main/control-plane': ['src-main/contract', 'src-main/store', 'src-main/registry'],
  'src-main/remote': ['src-main/contract', 'src-main/store'],
  'src-main/workspace': ['src-main/contract', 'src-main/toolchain', 'src-main/remote', 'src-main/store'],
  'src-main/terminal': ['src-main/contract'],
  'src-main/composer': ['src-main/contract', 'src-main/store'],
  'src-main/workstation': ['src-main/*'],
  'src-main/engine.ts': [
    'src-main/contract',
    'src-main/gateway',
    'src-main/packager',
    'src-main/registry',
    'src-main/scheduler',
    'src-main/symbols',
    'src-main/traces',
    'src-main/worker',
  ],
  'src-main/platform.ts': ['src-main/*'],
  'src-main/headless': ['src-main/*'],
  'src-main/shell': [
    'src-main/contract',
    'src-main/home',
    'src-main/platform.ts',
    'src-main/scheduler',
    'src-main/workstation',
  ],
  'src-main/main.ts': ['src-main/shell', 'src-main/home'],
  'src-renderer': ['src-main/contract', 'resources/javascript'],
};
/** Only these may import the package beside them. */
const guarded = { electron: 'src-main/shell', 'better-sqlite3': ['src-main/store', 'src-main/traces'] };
/** Nobody but the doors may import these. */
const doors = ['src-main/headless', 'src-main/shell', 'src-main/main.ts'];

const root = join(import.meta.dirname, '..');
const failures = [];
/**
 * What each file loads, by their paths. Types are not loaded: two may well speak of each other.
 * @type {Map<string, string[]>}
 */
const loads = new Map();
for await (const found of glob('{src-main,src-renderer}/**/*.{ts,tsx}', { cwd: root })) {
  if (found.endsWith('.d.ts')) continue;
  const file = found.split(sep).join('/');
  const imports = importsOf(file);
  for (const { specifier } of imports) checkImport(file, specifier);
  const loaded = imports.filter(({ specifier, isType }) => !isType && specifier.startsWith('.'));
  loads.set(
    file,
    loaded.map(({ specifier }) => targetOf(file, specifier)),
  );
}
if (loads.size === 0) failures.push('no source file was found: the check itself is broken');
for (const file of loads.keys()) checkCircle(file);
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;
else console.log(`layers: ${loads.size} files, every import runs the right way`);

/**
 * @param {string} file
 * @returns {{ specifier: string, isType: boolean }[]}
 */
function importsOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const { module } = parseSync(file, text);
  const imports = module.staticImports.map(({ moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    isType: entries.length > 0 && entries.every(({ isType }) => isType),
  }));
  const reexports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest === null ? [] : [{ specifier: moduleRequest.value, isType }],
    ),
  );
  // What is loaded when it is needed may lead back.
  const dynamic = [...text.matchAll(/import\(\s*'([^']+)'/g)].map(([, specifier]) => ({
    specifier: specifier ?? '',
    isType: true,
  }));
  return [...imports, ...reexports, ...dynamic];
}

/**
 * The way from a file back to itself, told once: by the file whose name comes first.
 * @param {string} file
 */
function checkCircle(file) {
  /** @type {string[][]} */
  const ways = (loads.get(file) ?? []).map((next) => [file, next]);
  const seen = new Set();
  for (const way of ways) {
    const last = way.at(-1) ?? '';
    if (last === file) {
      failures.push(`${way.join(' → ')}: a circle; have what they share in a file of its own`);
      return;
    }
    if (last < file || seen.has(last)) continue;
    seen.add(last);
    ways.push(...(loads.get(last) ?? []).map((next) => [...way, next]));
  }
}

/**
 * @param {string} file
 * @param {string} specifier
 */
function checkImport(file, specifier) {
  const guard = guarded[specifier];
  if (guard !== undefined && ![guard].flat().some((folder) => file.startsWith(`${folder}/`)))
    failures.push(`${file}: only ${[guard].flat().join(' and ')} may import ${specifier}`);
  if (!specifier.startsWith('.')) return;
  const from = roomOf(file);
  const to = roomOf(targetOf(file, specifier));
  if (from === to) return;
  const rules = allowed[from];
  if (rules === undefined)
    failures.push(`${file}: ${from} has no place in the layers; give it one in scripts/check-layers.js`);
  else if (!rules.includes(to) && !(rules.includes('src-main/*') && !doors.includes(to)))
    failures.push(`${file}: ${from} may not import ${to} (${specifier})`);
}

/** @param {string} path */
function roomOf(path) {
  const [top, second] = path.split('/');
  return top === 'src-renderer' ? top : `${top}/${second}`;
}

/**
 * @param {string} file
 * @param {string} specifier
 */
function targetOf(file, specifier) {
  return relative(root, join(root, dirname(file), specifier))
    .split(sep)
    .join('/');
}
