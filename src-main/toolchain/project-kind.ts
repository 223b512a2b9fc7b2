import { join } from 'node:path';
import { AtelierError } from '../contract/errors.ts';
import { type Platform, platformCodes } from '../contract/platform-code.ts';
import { assemblyScriptEntries, assemblyScriptToolchain } from './assemblyscript.ts';
import { scriptEntries } from './bundle-modules.ts';
import { cCompiler, cExtensions } from './c.ts';
import { cppCompiler, cppExtensions } from './cpp.ts';
import { isFile } from './find-entry.ts';
import { findSources } from './find-sources.ts';
import { goCompiler } from './go.ts';
import { javaScriptToolchain } from './javascript.ts';
import { rustCompiler } from './rust.ts';
import type { Compiler, Toolchain } from './toolchain.ts';
import { zigCompiler } from './zig.ts';

/** A kind of project that a folder can be, by what is in it. */
export interface ProjectKind {
  readonly name: string;
  /** Whose uploads it is; null for languages that have no platform of their own: they go with any. */
  readonly platform: Platform | null;
  /** What makes a folder one: a file by its name, or any file with an extension (`*.c`). */
  readonly marks: readonly string[];
  /** Whether the file that was found is what is compiled, and not the folder. */
  readonly takesFile: boolean;
  readonly compiler: Pick<Compiler | Toolchain, 'detect' | 'version' | 'build'>;
}

/** A project in a folder, and what compiles it. */
export interface FoundProject {
  readonly kind: ProjectKind;
  /** Absolute path of what the compiler is given. */
  readonly path: string;
}

/** A kind that comes first is taken where a folder could be several. */
const projectKinds: readonly ProjectKind[] = [
  {
    name: 'JavaScript',
    platform: 'JAVA_SCRIPT',
    marks: ['package.json', ...scriptEntries],
    takesFile: false,
    compiler: javaScriptToolchain,
  },
  {
    name: 'AssemblyScript',
    platform: 'ASSEMBLY_SCRIPT',
    marks: assemblyScriptEntries,
    takesFile: false,
    compiler: assemblyScriptToolchain,
  },
  { name: 'Rust', platform: 'RUST', marks: ['Cargo.toml'], takesFile: false, compiler: rustCompiler },
  {
    name: 'Rust',
    platform: 'RUST',
    marks: ['src/main.rs', 'main.rs'],
    takesFile: true,
    compiler: rustCompiler,
  },
  { name: 'Go', platform: 'TINY_GO', marks: ['go.mod'], takesFile: false, compiler: goCompiler },
  { name: 'Go', platform: 'TINY_GO', marks: ['main.go'], takesFile: true, compiler: goCompiler },
  { name: 'Zig', platform: null, marks: ['build.zig'], takesFile: false, compiler: zigCompiler },
  {
    name: 'C++',
    platform: null,
    marks: cppExtensions.map((extension) => `*${extension}`),
    takesFile: false,
    compiler: cppCompiler,
  },
  {
    name: 'C',
    platform: null,
    marks: cExtensions.map((extension) => `*${extension}`),
    takesFile: false,
    compiler: cCompiler,
  },
];

/**
 * Finds what compiles the project in a folder that was uploaded for a platform. Throws `invalid-input` with all that was
 * looked for, and with the platform that would fit where there is one.
 */
export async function findProject(platform: Platform, folder: string): Promise<FoundProject> {
  const own = kindsFor(platform);
  const found = await firstOf(own, folder);
  if (found !== undefined) return found;
  const marks = own.flatMap((kind) => kind.marks).join(', ');
  const other = await firstOf(projectKinds, folder);
  throw new AtelierError(
    'invalid-input',
    `The archive has no entry that the platform "${codeOf(platform)}" knows. Looked for: ${marks}.${hint(other)}`,
  );
}

/** The compilers that a project for this platform may need, as this machine has them: what it becomes depends on them. */
export async function projectToolchains(platform: Platform): Promise<string> {
  const detections = await Promise.all(kindsFor(platform).map(({ compiler }) => compiler.detect()));
  return detections.map((detection) => (detection.found ? detection.version : 'none')).join(', ');
}

function kindsFor(platform: Platform): ProjectKind[] {
  return projectKinds.filter((kind) => kind.platform === platform || kind.platform === null);
}

async function firstOf(kinds: readonly ProjectKind[], folder: string): Promise<FoundProject | undefined> {
  for (const kind of kinds)
    for (const mark of kind.marks) {
      const path = join(folder, mark);
      const isThere = mark.startsWith('*')
        ? (await findSources(folder, [mark.slice(1)])).length > 0
        : await isFile(path);
      if (isThere) return { kind, path: kind.takesFile ? path : folder };
    }
  return undefined;
}

function hint(other: FoundProject | undefined): string {
  if (other === undefined || other.kind.platform === null) return '';
  return ` It looks like ${other.kind.name}: deploy it with the platform "${codeOf(other.kind.platform)}".`;
}

function codeOf(platform: Platform): string {
  return Object.keys(platformCodes).find((code) => platformCodes[code] === platform) ?? platform;
}
