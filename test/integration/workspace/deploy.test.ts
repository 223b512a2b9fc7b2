import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Deployment } from '../../../src-main/contract/deployment.ts';
import type { CloudFunction } from '../../../src-main/contract/function.ts';
import { type PlatformProcess, startPlatformProcess } from '../../support/platform.ts';
import { connectRpc } from '../../support/rpc-client.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let platform: PlatformProcess;

beforeAll(async () => {
  platform = await startPlatformProcess();
});

afterAll(async () => {
  await platform.stop();
  platform.home.remove();
});

async function atelier(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await platform.atelier(...words);
  expect(code, `${stdout}${stderr}`).toBe(0);
  return stdout;
}

async function deploy(folder: string, ...words: string[]): Promise<Deployment[]> {
  return JSON.parse(await atelier('deploy', '--json', '--folder', folder, ...words));
}

async function functionsCalled(name: string): Promise<CloudFunction[]> {
  const { stdout } = await platform.clever('functions', 'list', '--format', 'json');
  return (JSON.parse(stdout) as CloudFunction[]).filter((candidate) => candidate.name === name);
}

/** What a function wrote to standard error. */
async function debugged(url: string): Promise<string> {
  return ((await (await fetch(url)).json()) as { stderr: string }).stderr;
}

function workspaceOf(manifest: unknown, files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'atelier.json'), JSON.stringify(manifest));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

// Nobody, whoever it is, makes a file there.
it.skipIf(process.platform !== 'linux')(
  'tells which file the system refuses, and shows no stack',
  async () => {
    const { code, stderr } = await platform.atelier('init', '/proc');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^atelier: ENOENT: .*'\/proc\/atelier\.json'\. See that this user may .*\n$/);
  },
);

describe('atelier deploy', () => {
  it('creates a function once, and finds it again after it was renamed', async () => {
    const folder = workspaceOf(
      { functions: { once: { source: 'once.js', maxInstances: 3 } } },
      { 'once.js': 'print("first")' },
    );
    const [first] = await deploy(folder);
    expect((await functionsCalled('once')).map(({ id, maxInstances }) => [id, maxInstances])).toEqual([
      [first!.functionId, 3],
    ]);
    const address = `${platform.ready.apiUrl}/v4/functions/organisations/${platform.ready.ownerId}/functions/${first!.functionId}`;
    const renamed = await fetch(address, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${platform.ready.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'renamed', environment: {} }),
    });
    expect(renamed.status).toBe(200);
    const [second] = await deploy(folder);
    expect(second!.functionId).toBe(first!.functionId);
    expect(await functionsCalled('once')).toEqual([]);
  });

  it('works from a folder of the workspace, and deploys what is named twice once', async () => {
    const manifest = { functions: { below: { source: 'below.js' }, other: { source: 'other.js' } } };
    const folder = workspaceOf(manifest, { 'below.js': 'print("below")', 'other.js': 'print("other")' });
    mkdirSync(join(folder, 'docs/deep'), { recursive: true });
    const deployed = await deploy(join(folder, 'docs/deep'), 'below', 'below');
    expect(deployed).toMatchObject([{ function: 'below', status: 'READY' }]);
  });

  it('does without a folder of its own where it can make none', async () => {
    const manifest = { functions: { guest: { source: 'guest.js' } } };
    const folder = workspaceOf(manifest, { 'guest.js': 'print("here")', '.atelier': 'in the way' });
    const [first] = await deploy(folder);
    const [second] = await deploy(folder);
    expect(second!.functionId).toBe(first!.functionId);
  });

  it('says where the function may connect to', async () => {
    const folder = workspaceOf(
      { functions: { shy: { source: 'shy.js', egress: ['db.example.org:5432'] } } },
      { 'shy.js': 'print("shy")' },
    );
    const [deployment] = await deploy(folder);
    const functions = `${platform.ready.apiUrl}/v4/functions/organisations/${platform.ready.ownerId}/functions`;
    const answer = await fetch(`${functions}/${deployment!.functionId}/egress`, {
      headers: { Authorization: `Bearer ${platform.ready.token}` },
    });
    expect(await answer.json()).toEqual({ egress: ['db.example.org:5432'] });
  });

  it('says how far the function is optimised', async () => {
    const folder = workspaceOf(
      { functions: { small: { source: 'small.js', optimisation: 'Oz' } } },
      { 'small.js': 'print("small")' },
    );
    const [deployment] = await deploy(folder);
    const functions = `${platform.ready.apiUrl}/v4/functions/organisations/${platform.ready.ownerId}/functions`;
    const answer = await fetch(`${functions}/${deployment!.functionId}/build`, {
      headers: { Authorization: `Bearer ${platform.ready.token}` },
    });
    expect(await answer.json()).toEqual({ optimisation: 'Oz', strip: 'debuginfo' });
  });

  it('does not guess between functions of one name', async () => {
    for (const _ of [1, 2]) await platform.clever('functions', 'create', '--name', 'twice');
    const folder = workspaceOf({ functions: { twice: { source: 'twice.js' } } }, { 'twice.js': 'print(1)' });
    const { code, stderr } = await platform.atelier('deploy', '--folder', folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(/More than one function is called "twice" \(function_\S+, function_\S+\)/);
  });

  it('takes secrets from the environment file, and says which one is missing', async () => {
    const folder = workspaceOf(
      { functions: { keeper: { source: 'keeper.js', secrets: ['API_KEY'] } } },
      { 'keeper.js': 'print(std.getenv("API_KEY"))' },
    );
    const { code, stderr } = await platform.atelier('deploy', '--folder', folder);
    expect(code).toBe(1);
    expect(stderr).toContain('functions.keeper.secrets: "API_KEY" has no value');
    writeFileSync(join(folder, '.env'), 'API_KEY=hush\n');
    const [deployment] = await deploy(folder);
    expect(await (await fetch(deployment!.url!)).text()).toBe('hush\n');
  });

  it('takes secrets that the platform keeps for the folder', async () => {
    const folder = workspaceOf(
      { functions: { trustee: { source: 'trustee.js', secrets: ['API_KEY', 'OTHER'] } } },
      { 'trustee.js': 'print(std.getenv("API_KEY"), std.getenv("OTHER"))', '.env': 'OTHER=of the file\n' },
    );
    const { rpc, close } = await connectRpc(platform.ready);
    onTestFinished(close);
    const { id: projectId } = await rpc.projects.open({ folder });
    await rpc.projects.setSecret({ projectId, name: 'API_KEY', value: 'kept' });
    const [deployment] = await deploy(folder);
    expect(await (await fetch(deployment!.url!)).text()).toBe('kept of the file\n');
    expect(await atelier('secret', '--folder', folder)).toMatch(
      /^API_KEY +kept by the platform, for trustee$/m,
    );
  });

  it('compiles AssemblyScript of several files, a file with its imports or a folder', async () => {
    const manifest = {
      functions: {
        file: { source: 'file.ts', language: 'assemblyscript' },
        folder: { source: 'folder' },
        broken: { source: 'broken.ts', language: 'assemblyscript' },
      },
    };
    const folder = workspaceOf(manifest, {
      'file.ts': 'import { word } from "./lib/word";\nconsole.log("file " + word());\n',
      'broken.ts': 'import { wrong } from "./lib/wrong";\nwrong();\n',
    });
    mkdirSync(join(folder, 'lib'));
    writeFileSync(join(folder, 'lib/word.ts'), 'export function word(): string { return "fine"; }\n');
    writeFileSync(join(folder, 'lib/wrong.ts'), 'export function wrong(): void {\n  missing();\n}\n');
    mkdirSync(join(folder, 'folder/assembly'), { recursive: true });
    writeFileSync(join(folder, 'folder/asconfig.json'), '{}');
    const main = 'import { word } from "../../lib/word";\nconsole.log("folder " + word());\n';
    writeFileSync(join(folder, 'folder/assembly/index.ts'), main);

    for (const name of ['file', 'folder']) {
      const [deployment] = await deploy(folder, name);
      expect(await (await fetch(deployment!.url!)).text()).toBe(`${name} fine\n`);
    }
    const { code, stdout } = await platform.atelier('deploy', '--json', '--folder', folder, 'broken');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        errorReason: expect.stringMatching(/^lib\/wrong\.ts:2:3: Cannot find name 'missing'/),
        diagnostics: [{ file: 'lib/wrong.ts', line: 2, column: 3, severity: 'error' }],
      },
    ]);
  });

  it('names the line of a mistake, also inside a bundle that fails when it is loaded', async () => {
    const folder = workspaceOf(
      { functions: { broken: { source: 'broken.ts', language: 'typescript' }, fine: { source: 'fine.js' } } },
      {
        'broken.ts': 'import { risky } from "./lib/risky.ts";\nrisky(1 as number);\n',
        'fine.js': 'print("fine")',
      },
    );
    mkdirSync(join(folder, 'lib'));
    writeFileSync(
      join(folder, 'lib/risky.ts'),
      'interface Unused { a: number }\n\nexport function risky(value: number) {\n  throw new Error("no " + value);\n}\n',
    );
    const { code, stdout } = await platform.atelier('deploy', '--json', '--folder', folder);
    expect(code).toBe(1);
    const [broken, fine] = JSON.parse(stdout) as Deployment[];
    expect(broken).toMatchObject({ status: 'ERROR' });
    expect(broken!.errorReason).toMatch(/^lib\/risky\.ts:4:\d+: .*no 1/);
    expect(broken!.diagnostics).toMatchObject([
      { file: 'lib/risky.ts', line: 4, severity: 'error', message: expect.stringContaining('no 1') },
    ]);
    expect(fine).toMatchObject({ status: 'READY', diagnostics: [] });
  });

  it('knows the files of a bundle wherever it fails, also after a restart', async () => {
    const folder = workspaceOf(
      { functions: { late: { source: 'late.ts', language: 'typescript' } } },
      { 'late.ts': 'import { risky } from "./lib/risky.ts";\n\nfunction main() {\n  risky();\n}\n' },
    );
    mkdirSync(join(folder, 'lib'));
    const risky = 'type Unused = 1;\n\nexport function risky() {\n  throw new Error("too late");\n}\n';
    writeFileSync(join(folder, 'lib/risky.ts'), risky);
    const [{ functionId, url }] = (await deploy(folder)) as [Deployment];
    const stack = /too late\n {4}at risky \(lib\/risky\.ts:4:\d+\)\n {4}at main \(late\.ts:4:\d+\)/;
    expect(await debugged(`${url}?debug`)).toMatch(stack);

    const { home } = platform;
    await platform.stop();
    platform = await startPlatformProcess(home);
    expect(await debugged(`${platform.ready.gatewayUrl}/${functionId}?debug`)).toMatch(stack);
  });
});
