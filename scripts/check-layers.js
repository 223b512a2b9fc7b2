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
let files = 0;
for await (const file of glob('{src-main,src-renderer}/**/*.{ts,tsx}', { cwd: root })) {
  if (file.endsWith('.d.ts')) continue;
  files += 1;
  for (const specifier of importsOf(file)) checkImport(file.split(sep).join('/'), specifier);
}
if (files === 0) failures.push('no source file was found: the check itself is broken');
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;
else console.log(`layers: ${files} files, every import runs the right way`);

/** @param {string} file */
function importsOf(file) {
  const { module } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  const reexports = module.staticExports.flatMap((statement) =>
    statement.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
  );
  const dynamic = [...readFileSync(join(root, file), 'utf8').matchAll(/import\(\s*'([^']+)'/g)].map(
    (match) => match[1],
  );
  return [
    ...module.staticImports.map((statement) => statement.moduleRequest.value),
    ...reexports,
    ...dynamic,
  ];
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
  const target = relative(root, join(root, dirname(file), specifier))
    .split(sep)
    .join('/');
  const from = roomOf(file);
  const to = roomOf(target);
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
