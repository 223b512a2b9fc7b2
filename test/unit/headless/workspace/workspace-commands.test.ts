import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atelierCommand } from '../../../../src-main/headless/atelier-command.ts';
import { parseManifest } from '../../../../src-main/workspace/manifest/read-manifest.ts';
import { captureIo } from '../../../support/command-io.ts';
import { refusal } from '../../../support/control-plane.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** Runs a command that has to work, and gives what it said. */
async function run(...words: string[]): Promise<string> {
  const io = captureIo({ ATELIER_HOME: '/nowhere' });
  expect(await atelierCommand(words, io)).toBe(0);
  return io.written.stdout;
}

describe('atelier init', () => {
  it('makes functions of the sources that it recognises, and keeps secrets out of git', async () => {
    const folder = temporaryFolder();
    for (const file of ['hello.js', 'fast.rs', 'vite.config.js', 'types.d.ts', 'plain.ts', 'notes.txt'])
      writeFileSync(join(folder, file), '');
    writeFileSync(join(folder, 'small.ts'), 'export function add(a: i32, b: i32): i32 { return a + b; }');
    writeFileSync(join(folder, '.gitignore'), 'mine');
    await run('init', folder);
    expect(parseManifest(readFileSync(join(folder, 'atelier.json'), 'utf8')).manifest?.functions).toEqual({
      hello: { source: 'hello.js', language: 'javascript' },
      fast: { source: 'fast.rs', language: 'rust' },
      plain: { source: 'plain.ts', language: 'typescript' },
      small: { source: 'small.ts', language: 'assemblyscript' },
    });
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('mine\n.atelier/\n.env\n');
    expect(await refusal(() => run('init', join(folder, 'none')))).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(join(folder, 'none')),
    });
    const refused = await refusal(() => run('init', folder));
    expect(refused.code).toBe('conflict');
  });
});

it('atelier init calls what other folders have as well by the name of the folder', async () => {
  const folder = join(temporaryFolder(), 'greeter');
  mkdirSync(folder);
  for (const file of ['main.js', 'other.js']) writeFileSync(join(folder, file), '');
  expect(await run('init', folder)).toContain('with greeter, other.');
});

describe('atelier init of a project', () => {
  it.each([
    { files: { 'Cargo.toml': '', 'build.rs': '' }, language: 'rust' },
    { files: { 'go.mod': '', 'main.go': '', 'other.go': '' }, language: 'go' },
    { files: { 'asconfig.json': '{}', 'package.json': '{}' }, language: 'assemblyscript' },
    { files: { 'package.json': '{ "main": "lib/start.js" }', 'lib/start.js': '' }, language: 'javascript' },
    { files: { 'package.json': '{}', 'src/main.ts': '' }, language: 'typescript' },
  ])('makes one function of $files', async ({ files, language }) => {
    const folder = join(temporaryFolder(), 'my project');
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    expect(await run('init', folder)).toContain('with my-project.');
    expect(parseManifest(readFileSync(join(folder, 'atelier.json'), 'utf8')).manifest?.functions).toEqual({
      'my-project': { source: '.', language },
    });
  });
});

describe('atelier new', () => {
  it('makes a folder, or adds to the workspace that it is called in', async () => {
    const folder = temporaryFolder();
    expect(await run('new', 'first', '-C', folder)).toContain('Made first/');
    const workspace = join(folder, 'first');
    for (const file of [
      'atelier.json',
      'first.js',
      'atelier.d.ts',
      'README.md',
      '.gitignore',
      'requests/first.http',
    ])
      expect(existsSync(join(workspace, file)), file).toBe(true);
    expect(await run('new', 'second', '--template', 'rust-http', '-C', workspace)).toContain('Added second');
    const { manifest } = parseManifest(readFileSync(join(workspace, 'atelier.json'), 'utf8'));
    expect(manifest?.functions).toEqual({
      first: { source: 'first.js', language: 'javascript' },
      second: { source: 'second/src/main.rs', language: 'rust' },
    });
    expect(readFileSync(join(workspace, 'second/Cargo.toml'), 'utf8')).toContain('name = "function-second"');
    expect(existsSync(join(workspace, 'requests/second.http'))).toBe(true);
    expect(existsSync(join(workspace, 'second/atelier.json'))).toBe(false);
  });

  it('adds to the workspace around the folder that it is called in', async () => {
    const folder = temporaryFolder();
    await run('init', folder);
    const inside = join(folder, 'services/mail');
    mkdirSync(inside, { recursive: true });
    expect(await run('new', 'sender', '-C', inside)).toContain(`to ${join(folder, 'atelier.json')}`);
    const { manifest } = parseManifest(readFileSync(join(folder, 'atelier.json'), 'utf8'));
    expect(manifest?.functions).toEqual({
      sender: { source: 'services/mail/sender/sender.js', language: 'javascript' },
    });
    for (const file of ['services/mail/sender/sender.js', 'requests/sender.http'])
      expect(existsSync(join(folder, file)), file).toBe(true);
    expect(existsSync(join(inside, 'sender/atelier.json'))).toBe(false);
  });

  it.each([
    [['new'], 'usage'],
    [['new', 'a', 'b'], 'usage'],
    [['new', 'a', '--template', 'cobol'], 'usage'],
    [['new', '../a'], 'invalid-input'],
    [['new', 'a', '--nonsense'], 'usage'],
  ])('refuses %j', async (words, code) => {
    const folder = temporaryFolder();
    expect((await refusal(() => run(...words, '-C', folder))).code).toBe(code);
  });
});

describe('atelier deploy and dev', () => {
  it.each(['deploy', 'dev'])('%s says how to start a platform where none runs', async (command) => {
    const folder = temporaryFolder();
    const { message } = await refusal(() =>
      atelierCommand([command, '-C', folder], captureIo({ ATELIER_HOME: folder })),
    );
    expect(message).toContain('"atelier serve"');
  });

  it.each(['init', 'new', 'deploy', 'dev'])('%s has help', async (command) => {
    expect(await run(command, '--help')).toContain(`Usage: atelier ${command}`);
  });
});
