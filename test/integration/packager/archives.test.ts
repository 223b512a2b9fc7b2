import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from '@clevercloud/client/esm/api/v4/function.js';
import { type Zippable, zipSync } from 'fflate';
import { create as createTar, Header } from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deployment } from '../../../src-main/contract/deployment.ts';
import type { CloudFunction } from '../../../src-main/contract/function.ts';
import type { Platform } from '../../../src-main/contract/platform-code.ts';
import { deploySource } from '../../../src-main/remote/deploy-source.ts';
import { type CompiledLanguage, reasonToSkip } from '../../support/compile-language.ts';
import { type PlatformProcess, startPlatformProcess } from '../../support/platform.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Files = Readonly<Record<string, string>>;
type Pack = (files: Files) => Uint8Array;

let platform: PlatformProcess;

beforeAll(async () => {
  platform = await startPlatformProcess();
});

afterAll(async () => {
  await platform.stop();
  platform.home.remove();
});

/** Uploads bytes over HTTP for a new function, and waits for how its deployment ends. */
async function deploy(bytes: Uint8Array, code: Platform): Promise<Deployment> {
  const { ownerId } = platform.ready;
  const client = platform.client();
  const { id } = await client.send<CloudFunction>(create({ ownerId }, { name: 'archive', environment: {} }));
  const source = { name: 'archive', bytes: new Uint8Array(bytes), platform: code, isWasm: false };
  return deploySource(client, { ownerId, functionId: id }, source, () => {});
}

async function answerOf({ status, errorReason, url }: Deployment): Promise<string> {
  expect(status, errorReason ?? '').toBe('READY');
  return (await fetch(url!)).text();
}

function tar(files: Files): Uint8Array {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return createTar({ sync: true, cwd: folder, portable: true }, readdirSync(folder)).read() ?? expect.fail();
}

const packs: Readonly<Record<'tar' | 'tar.gz' | 'zip', Pack>> = {
  tar,
  'tar.gz': (files) => gzipSync(tar(files)),
  zip: (files) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]))),
};

/** A tar of one member, of which nobody checked whether it is decent. */
function indecentTar(path: string, type: 'File' | 'SymbolicLink' | 'Link', linkpath?: string): Uint8Array {
  const block = Buffer.alloc(512);
  new Header({ path, type, mode: 0o644, size: 0, ...(linkpath === undefined ? {} : { linkpath }) }).encode(
    block,
  );
  return Buffer.concat([block, Buffer.alloc(1024)]);
}

/** A file of this machine that is nobody else's concern. */
function secretFile(): string {
  const path = join(temporaryFolder(), 'secret.json');
  writeFileSync(path, '{}');
  return path;
}

/** Files as they lie in an archive that was made of a whole folder. */
function below(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}

const cargo = '[package]\nname = "sample"\nversion = "0.1.0"\nedition = "2021"\n';

const projects: readonly {
  readonly language: CompiledLanguage;
  readonly platform: Platform;
  readonly pack: keyof typeof packs;
  readonly files: Files;
}[] = [
  {
    language: 'javascript',
    platform: 'JAVA_SCRIPT',
    pack: 'tar.gz',
    files: below('package', {
      'package.json': '{ "main": "lib/start.js" }',
      'lib/start.js': 'import { word } from "./word.js";\nimport end from "end";\nprint(word + end);\n',
      'lib/word.js': 'export const word = "fine";\n',
      'node_modules/end/package.json': '{ "main": "end.js" }',
      'node_modules/end/end.js': 'module.exports = "";\n',
    }),
  },
  {
    language: 'typescript',
    platform: 'JAVA_SCRIPT',
    pack: 'zip',
    files: {
      'index.ts': 'import { word } from "./word";\nprint(word as string);\n',
      'word.ts': 'export const word: string = "fine";\n',
    },
  },
  {
    language: 'assemblyscript',
    platform: 'ASSEMBLY_SCRIPT',
    pack: 'zip',
    files: {
      'package.json': '{}',
      'assembly/index.ts': 'import { word } from "./word";\nconsole.log(word());\n',
      'assembly/word/index.ts': 'export { word } from "../other";\n',
      'assembly/other.ts': 'export function word(): string { return "fine"; }\n',
    },
  },
  {
    language: 'rust',
    platform: 'RUST',
    pack: 'tar.gz',
    files: below('sample-1.0', {
      'Cargo.toml': `${cargo}[dependencies]\nword = { path = "word" }\n`,
      'src/main.rs': 'fn main() { println!("{}", word::word()); }\n',
      'word/Cargo.toml': cargo.replace('sample', 'word'),
      'word/src/lib.rs': 'pub fn word() -> &\'static str { "fine" }\n',
    }),
  },
  {
    language: 'go',
    platform: 'TINY_GO',
    pack: 'tar',
    files: {
      'go.mod': 'module sample\n\ngo 1.21\n',
      'main.go':
        'package main\nimport ("os"; "sample/word")\nfunc main() { os.Stdout.WriteString(word.Word()) }\n',
      'word/word.go': 'package word\nfunc Word() string { return "fine\\n" }\n',
    },
  },
  {
    language: 'c',
    platform: 'RUST',
    pack: 'tar',
    files: {
      'main.c': '#include <stdio.h>\n#include "word.h"\nint main(void) { puts(word()); }\n',
      'src/word.c': 'const char *word(void) { return "fine"; }\n',
      'include/word.h': 'const char *word(void);\n',
      '-not-an-option.c': '\n',
    },
  },
  {
    language: 'cpp',
    platform: 'RUST',
    pack: 'zip',
    files: {
      'main.cpp': '#include <cstdio>\n#include "word.hpp"\nint main() { std::puts(word()); }\n',
      'src/word.cc': 'const char *word() { return "fine"; }\n',
      'include/word.hpp': 'const char *word();\n',
    },
  },
];

describe('an archive of a project', () => {
  for (const project of projects)
    it(`of ${project.language} is compiled, from a ${project.pack}`, async (context) => {
      const reason = await reasonToSkip(project.language);
      if (reason !== null) return context.skip(reason);
      const archive = packs[project.pack](project.files);
      expect(await answerOf(await deploy(archive, project.platform))).toBe('fine\n');
    });

  it('is the same to the platform however it is packed', async () => {
    const files = { 'main.js': 'import "./b.js";\n', 'b.js': 'print("packed");\n' };
    for (const pack of Object.values(packs))
      expect(await answerOf(await deploy(pack(files), 'JAVA_SCRIPT'))).toBe('packed\n');
  });

  it('is told where it is wrong, in terms of its own files', async () => {
    const files = below('project', {
      'index.js': 'import { a } from "./lib/a.js";\nprint(a);\n',
      'lib/a.js': '\nexport const a = ;\n',
    });
    expect(await deploy(packs.zip(files), 'JAVA_SCRIPT')).toMatchObject({
      status: 'ERROR',
      errorReason: expect.stringMatching(/^lib\/a\.js:2:18: Unexpected ";"/),
      diagnostics: [{ file: 'lib/a.js', line: 2, column: 18, severity: 'error' }],
    });
    const assembly = {
      'assembly/index.ts': 'import "./b";\n',
      'assembly/b.ts': '\n  missing();\n',
      'README.md': '',
    };
    expect(await deploy(packs.tar(assembly), 'ASSEMBLY_SCRIPT')).toMatchObject({
      status: 'ERROR',
      diagnostics: [{ file: 'assembly/b.ts', line: 2, column: 3 }],
    });
  });
});

describe('an archive is refused', () => {
  const script = { 'index.js': 'print(1)' };
  const zipped = (members: Zippable) => zipSync(members);
  const refusals: readonly [what: string, archive: () => Uint8Array, reason: RegExp][] = [
    [
      'a path that leads outside, in a tar',
      () => indecentTar('../evil.js', 'File'),
      /"\.\.\/evil\.js" leads outside/,
    ],
    ['an absolute path', () => indecentTar('/tmp/evil.js', 'File'), /leads outside/],
    [
      'a symbolic link in a tar',
      () => indecentTar('index.js', 'SymbolicLink', '/etc/passwd'),
      /"index\.js" is a link/,
    ],
    ['a hard link in a tar', () => indecentTar('index.js', 'Link', '/etc/passwd'), /is a link/],
    ['a path that leads outside, in a zip', () => packs.zip({ 'a/../../evil.js': '' }), /leads outside/],
    ['a path of Windows that leads outside', () => packs.zip({ '..\\evil.js': '' }), /leads outside/],
    [
      'a link in a zip',
      () => zipped({ 'index.js': [Buffer.from('/etc/passwd'), { os: 3, attrs: 0o120_777 << 16 }] }),
      /"index\.js" is a link/,
    ],
    [
      'more files than it may have',
      () => Buffer.concat(Array(20_001).fill(indecentTar('index.js', 'File').subarray(0, 512))),
      /too large: it may hold 20000 files/,
    ],
    [
      'more bytes than it may have',
      () => Buffer.concat(Array(257).fill(gzipSync(Buffer.alloc(1024 ** 2)))),
      /too large: it may hold 256 MiB/,
    ],
    ['a zip that is cut short', () => packs.zip(script).subarray(0, 60), /no zip, or cut short/],
    ['a gzip of something else', () => gzipSync('print(1)'), /no tar, or damaged/],
    ['a gzip that is cut short', () => packs['tar.gz'](script).subarray(0, 60), /compressed data is damaged/],
    ['nothing in it', () => packs.zip({}), /there is no file in it/],
    [
      'another kind of archive',
      () => Buffer.from('7z\xbc\xaf\x27\x1c......', 'latin1'),
      /send a tar, a tar\.gz or a zip/,
    ],
    [
      'no entry',
      () => packs.zip({ 'README.md': '' }),
      /no entry that the platform "js" knows\. Looked for: package\.json, index\.js, .*main\.js.*\*\.c\.$/,
    ],
    [
      'the project of another platform',
      () => packs.tar({ 'Cargo.toml': cargo }),
      /It looks like Rust: deploy it with the platform "rust"/,
    ],
    [
      'a main that is not there',
      () => packs.tar({ 'package.json': '{"main":"gone.js"}' }),
      /Looked for: gone\.js, index\.js/,
    ],
    [
      'an import of a file outside',
      () => packs.zip({ 'index.js': `import secret from "${secretFile()}";` }),
      /"\/.*secret\.json" is outside the project/,
    ],
    [
      'a main that is outside',
      () => packs.tar({ 'package.json': JSON.stringify({ main: `${'../'.repeat(20)}${secretFile()}` }) }),
      /secret\.json" is outside the project/,
    ],
  ];

  it.each(refusals)('for %s', async (_what, archive, reason) => {
    const { status, errorReason } = await deploy(archive(), 'JAVA_SCRIPT');
    expect(status).toBe('ERROR');
    expect(errorReason).toMatch(reason);
  });
});
