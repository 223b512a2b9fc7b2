import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DevProcess, startDev } from '../../support/dev-process.ts';
import { type PlatformProcess, startPlatformProcess } from '../../support/platform.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let platform: PlatformProcess;

beforeAll(async () => {
  platform = await startPlatformProcess();
});

afterAll(async () => {
  await platform.stop();
  platform.home.remove();
});

/** A new workspace with one function called `hello`. */
async function newWorkspace(template: string): Promise<string> {
  const folder = temporaryFolder();
  const result = await platform.atelier('new', 'hello', '--template', template, '--folder', folder);
  expect(result, result.stderr).toMatchObject({ code: 0 });
  return join(folder, 'hello');
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

async function call(url: string, body: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', body });
  return response.text();
}

/** The address in the line that says that the function is served. */
async function served(dev: DevProcess): Promise<string> {
  const line = await dev.line();
  return /^hello {2}served after \d+ ms {2}(http\S+)$/.exec(line)?.[1] ?? expect.fail(line);
}

describe('atelier dev', () => {
  it.each([
    { template: 'js', file: 'hello.js', mistake: 'let broken = ;\n', column: 14 },
    { template: 'ts', file: 'hello.ts', mistake: 'let broken = ;\n', column: 14 },
    { template: 'assemblyscript', file: 'hello.ts', mistake: 'let broken = ;\n', column: 14 },
  ])('serves what is saved, and the last good version of a broken one: $template', async (sample) => {
    const folder = await newWorkspace(sample.template);
    const file = join(folder, sample.file);
    const dev = startDev(folder, platform.environment);
    const url = await served(dev);
    expect(await dev.line()).toMatch(/^Watching/);
    expect(await call(url, 'Ada')).toBe('Hello, Ada!\n');

    edit(file, (text) => text.replaceAll('Hello', 'Welcome'));
    expect(await served(dev)).toBe(url);
    expect(await call(url, 'Ada')).toBe('Welcome, Ada!\n');

    edit(file, (text) => sample.mistake + text);
    expect(await dev.line()).toMatch(
      new RegExp(
        `^hello {2}failed {2}${sample.file}:1:${sample.column}: .*the last good version keeps serving`,
      ),
    );
    expect(await call(url, 'Ada')).toBe('Welcome, Ada!\n');

    edit(file, (text) => text.replace(sample.mistake, '').replaceAll('Welcome', 'Good day'));
    let line = await dev.line();
    while (!line.includes('served')) line = await dev.line(); // what follows a compiler's first line
    expect(await call(url, 'Ada')).toBe('Good day, Ada!\n');
    expect(await dev.stop()).toBe(0);
  });

  it('follows the files that AssemblyScript imports, also those that are not there yet', async () => {
    const folder = await newWorkspace('assemblyscript');
    const source = 'import { greeting } from "./greeting";\nconsole.log(greeting());\n';
    writeFileSync(join(folder, 'hello.ts'), source);
    const dev = startDev(folder, platform.environment);
    expect(await dev.line()).toMatch(/^hello {2}failed {2}hello\.ts:1:26: File '.*greeting\.ts' not found/);

    const greet = (word: string) => `export function greeting(): string { return "${word}"; }\n`;
    writeFileSync(join(folder, 'greeting.ts'), greet('Hei'));
    let line = await dev.line();
    while (!line.includes('served')) line = await dev.line();
    const url = line.split('  ').at(-1)!;
    expect(await call(url, '')).toBe('Hei\n');
    writeFileSync(join(folder, 'greeting.ts'), greet('Moi'));
    expect(await served(dev)).toBe(url);
    expect(await call(url, '')).toBe('Moi\n');
    writeFileSync(join(folder, 'greeting.ts'), 'export function greeting(): string { return 1; }\n');
    expect(await dev.line()).toMatch(/^hello {2}failed {2}greeting\.ts:1:45: .*keeps serving/);
    expect(await call(url, '')).toBe('Moi\n');
    expect(await dev.stop()).toBe(0);
  });

  it('notices that a folder of its sources is moved away, and back', async () => {
    const folder = await newWorkspace('js');
    mkdirSync(join(folder, 'lib'));
    writeFileSync(join(folder, 'lib/word.js'), 'export const word = "Hei";\n');
    writeFileSync(join(folder, 'hello.js'), 'import { word } from "./lib/word.js";\nprint(word);\n');
    const dev = startDev(folder, platform.environment);
    await served(dev);
    expect(await dev.line()).toMatch(/^Watching/);
    renameSync(join(folder, 'lib'), join(folder, 'away'));
    expect(await dev.line()).toMatch(/^hello {2}failed {2}hello\.js:1:22: Could not resolve/);
    renameSync(join(folder, 'away'), join(folder, 'lib'));
    expect(await dev.line()).toBe('hello  unchanged: what is served is this version');
    expect(await dev.stop()).toBe(0);
  });

  it('follows files behind links and of packages', async () => {
    const [folder, shared] = [await newWorkspace('js'), temporaryFolder()];
    mkdirSync(join(folder, 'node_modules/words'), { recursive: true });
    symlinkSync(shared, join(folder, 'shared'), 'junction');
    const [own, packed] = [join(shared, 'own.js'), join(folder, 'node_modules/words/index.js')];
    writeFileSync(own, 'export const greeting = "Hei";\n');
    writeFileSync(packed, 'exports.name = "Ada";\n');
    writeFileSync(
      join(folder, 'hello.js'),
      'import { greeting } from "./shared/own.js";\nimport { name } from "words";\nprint(greeting, name);\n',
    );
    const dev = startDev(folder, platform.environment);
    const url = await served(dev);
    expect(await dev.line()).toMatch(/^Watching/);
    expect(await call(url, '')).toBe('Hei Ada\n');
    edit(own, (text) => text.replace('Hei', 'Moi'));
    await served(dev);
    expect(await call(url, '')).toBe('Moi Ada\n');
    edit(packed, (text) => text.replace('Ada', 'Eve'));
    await served(dev);
    expect(await call(url, '')).toBe('Moi Eve\n');
    expect(await dev.stop()).toBe(0);
  });

  it('follows the files that are imported, and the manifest', async () => {
    const folder = await newWorkspace('js');
    writeFileSync(join(folder, 'greeting.js'), 'export const greeting = "Hei";\n');
    writeFileSync(
      join(folder, 'hello.js'),
      'import { greeting } from "./greeting.js";\nfunction main() { return greeting + " " + std.getenv("WHO"); }\n',
    );
    const dev = startDev(folder, platform.environment);
    const url = await served(dev);
    expect(await dev.line()).toMatch(/^Watching/);
    expect(await call(url, '')).toBe('Hei undefined');

    writeFileSync(join(folder, 'notes.txt'), 'nobody is interested in this');
    edit(join(folder, 'greeting.js'), (text) => text.replace('Hei', 'Moi'));
    await served(dev);
    expect(await call(url, '')).toBe('Moi undefined');

    const manifest = { functions: { hello: { source: 'hello.js', environment: { WHO: 'Ada' } } } };
    writeFileSync(join(folder, 'atelier.json'), JSON.stringify(manifest));
    await served(dev);
    expect(await call(url, '')).toBe('Moi Ada');

    writeFileSync(join(folder, 'atelier.json'), '{\n  "functions": {\n    "hello": 1\n  }\n}\n');
    expect(await dev.line()).toMatch(/^atelier\.json {2}failed {2}atelier\.json:3:14: functions\.hello: /);
    rmSync(join(folder, 'atelier.json'));
    expect(await dev.line()).toMatch(/^atelier\.json {2}failed {2}There is no atelier\.json/);

    writeFileSync(join(folder, 'atelier.json'), '{ "functions": { "renamed": { "source": "hello.js" } } }');
    expect(await dev.line()).toBe('atelier.json  is right again');
    expect(await dev.line()).toBe('hello  is not in atelier.json any more; what was deployed stays');
    expect(await dev.line()).toMatch(/^renamed {2}served/);
    expect(await dev.stop()).toBe(0);
  });
});
