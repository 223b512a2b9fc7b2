import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCloudClient } from '../../../src-main/remote/cloud-client.ts';
import { openWorkspace, type Workspace } from '../../../src-main/workspace/open-workspace.ts';
import { refusal } from '../../support/control-plane.ts';
import { type ServedControlPlane, serveForTest } from '../../support/serve-control-plane.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

interface Harness {
  readonly cloud: ServedControlPlane;
  readonly folder: string;
  open(): Promise<Workspace>;
  /** Resolves with what the look gives, once that is something; it looks whenever a project changed. */
  once<Found>(look: () => Promise<Found | undefined>): Promise<Found>;
}

async function prepare(): Promise<Harness> {
  const folder = temporaryFolder();
  const home = join(folder, 'home');
  mkdirSync(home);
  const cloud = await serveForTest(home);
  onTestFinished(() => cloud[Symbol.asyncDispose]());
  const { oauth } = cloud.plane.credentials;
  const client = createCloudClient({ host: cloud.url, oauth, ownerId: cloud.ownerId });
  const listeners = new Set<() => void>();
  return {
    cloud,
    folder,
    open: async () => {
      const workspace = await openWorkspace({
        home,
        target: { client, ownerId: cloud.ownerId },
        environment: {},
        projectSecrets: cloud.plane.store.projectSecrets,
        onProject: () => {
          for (const listener of listeners) listener();
        },
        onProjects: () => {},
      });
      onTestFinished(() => workspace.dispose());
      return workspace;
    },
    once: (look) =>
      new Promise((resolve, reject) => {
        const listener = () =>
          void look().then((found) => {
            if (found === undefined) return;
            listeners.delete(listener);
            resolve(found);
          }, reject);
        listeners.add(listener);
        listener();
      }),
  };
}

describe('openWorkspace', () => {
  it('makes, deploys and grows a project', async () => {
    const { folder, open, cloud } = await prepare();
    const workspace = await open();
    const made = await workspace.create({
      folder: join(folder, 'hello'),
      name: 'hello',
      template: 'ts-http',
    });
    expect(made.functions).toEqual([
      {
        name: 'hello',
        source: 'hello.ts',
        platform: 'JAVA_SCRIPT',
        functionId: null,
        watched: false,
        servedAfter: null,
      },
    ]);
    const created = await workspace.deploy(made.id, 'hello');
    expect(created).toMatchObject({ platform: 'JAVA_SCRIPT' });

    const grown = await workspace.addFunction(made.id, 'second', 'js');
    expect(grown.functions).toMatchObject([
      { name: 'hello', functionId: created.functionId },
      { name: 'second', source: 'second/second.js', functionId: null },
    ]);
    expect((await workspace.entries(made.id, 'requests')).map(({ name }) => name)).toEqual([
      'hello.http',
      'second.http',
    ]);
    expect(cloud.plane.store.functions.list(cloud.ownerId).map(({ name }) => name)).toEqual(['hello']);
  });

  it('keeps what is open and watched over a restart, and forgets folders that are gone', async () => {
    const { folder, open } = await prepare();
    const first = await open();
    const kept = await first.create({ folder: join(folder, 'kept'), name: 'kept', template: 'js' });
    await first.watch(kept.id, 'kept', true);
    await first.create({ folder: join(folder, 'gone'), name: 'gone', template: 'js' });
    await first.dispose();
    rmSync(join(folder, 'gone'), { recursive: true });

    const second = await open();
    expect(await second.list()).toMatchObject([
      { id: kept.id, functions: [{ name: 'kept', watched: true }] },
    ]);
    await second.close(kept.id);
    expect(await second.list()).toEqual([]);
    expect((await refusal(() => second.entries(kept.id, ''))).code).toBe('not-found');
  });

  it('deploys what is watched when it is saved, and shows what is wrong with it', async () => {
    const { folder, open, once, cloud } = await prepare();
    const workspace = await open();
    const { id } = await workspace.create({ folder: join(folder, 'hello'), name: 'hello', template: 'js' });
    await workspace.watch(id, 'hello', true);
    const functionId = await once(
      async () => (await workspace.list())[0]?.functions[0]?.functionId ?? undefined,
    );
    const deployments = () => cloud.plane.store.deployments.listOfFunction(functionId);
    await once(async () => (deployments().length === 1 ? true : undefined));

    const save = async (change: (text: string) => string) => {
      const { text, version } = await workspace.read(id, 'hello.js');
      await workspace.write(id, 'hello.js', { text: change(text!), version });
    };
    await save((text) => `let broken = ;\n${text}`);
    const problems = await once(async () => {
      const found = (await workspace.list())[0]!.problems;
      return found.length > 0 ? found : undefined;
    });
    expect(problems).toEqual([
      {
        file: 'hello.js',
        line: 1,
        column: 14,
        severity: 'error',
        message: 'Unexpected ";"',
        text: expect.stringContaining('let broken = ;'),
      },
    ]);
    expect(deployments()).toHaveLength(1);

    await save((text) => text.replace('let broken = ;\n', '// mended\n'));
    await once(async () => (deployments().length === 2 ? true : undefined));
    await once(async () => ((await workspace.list())[0]!.problems.length === 0 ? true : undefined));
  });

  it('shows what kept a deployment from its beginning, until one begins', async () => {
    const { folder, open } = await prepare();
    const workspace = await open();
    const { id } = await workspace.create({ folder: join(folder, 'hello'), name: 'hello', template: 'ts' });
    const { text, version } = await workspace.read(id, 'hello.ts');
    const broken = await workspace.write(id, 'hello.ts', { text: `${text}\nlet a = ;`, version });
    const line = text!.split('\n').length + 1;
    expect(await refusal(() => workspace.deploy(id, 'hello'))).toMatchObject({ code: 'compile-failed' });
    expect((await workspace.list())[0]!.problems).toMatchObject([
      { file: 'hello.ts', line, column: 9, severity: 'error' },
    ]);
    await workspace.write(id, 'hello.ts', { text: text!, version: broken.version });
    await workspace.deploy(id, 'hello');
    expect((await workspace.list())[0]!.problems).toEqual([]);
  });

  it('writes the manifest of a folder that has none, for what is there or for a first function', async () => {
    const { folder, open } = await prepare();
    const workspace = await open();
    const [plain, empty] = [join(folder, 'plain'), join(folder, 'empty')];
    mkdirSync(plain);
    mkdirSync(empty);
    writeFileSync(join(plain, 'main.js'), 'console.log(1);');
    const { id } = await workspace.open(plain);
    expect(await workspace.init(id)).toMatchObject({ hasManifest: true, functions: [{ name: 'plain' }] });
    expect((await refusal(() => workspace.init(id))).code).toBe('conflict');

    const first = await workspace.addFunction((await workspace.open(empty)).id, 'first', 'js');
    expect(first.functions).toMatchObject([{ name: 'first', source: 'first/first.js' }]);
    expect(readFileSync(join(empty, '.gitignore'), 'utf8')).toContain('.env');
  });

  it('opens folders without a manifest, and shows where a manifest is wrong', async () => {
    const { folder, open } = await prepare();
    const workspace = await open();
    const plain = join(folder, 'plain');
    mkdirSync(plain);
    const opened = { name: 'plain', hasManifest: false, functions: [], problems: [] };
    expect(await workspace.open(plain)).toMatchObject(opened);
    writeFileSync(join(plain, 'atelier.json'), '{\n  "functions": {\n    "a": { "source": "a.js" }\n  }\n}');
    expect((await workspace.list())[0]).toMatchObject({
      functions: [{ name: 'a', functionId: null }],
      problems: [{ file: 'atelier.json', line: 3, message: expect.stringContaining('"a" is not there') }],
    });
    writeFileSync(join(plain, 'atelier.json'), '{');
    const broken = { hasManifest: true, functions: [], problems: [{ line: 1 }] };
    expect((await workspace.list())[0]).toMatchObject(broken);

    // What can't be read at all is a problem of this project, and of none beside it.
    rmSync(join(plain, 'atelier.json'));
    mkdirSync(join(plain, 'atelier.json'));
    expect((await workspace.list())[0]).toMatchObject({
      functions: [],
      problems: [{ file: 'atelier.json', message: expect.stringContaining("can't be read") }],
    });
    expect((await refusal(() => workspace.open(join(folder, 'nowhere')))).code).toBe('not-found');
  });

  it('does not make a project over what is there', async () => {
    const { folder, open } = await prepare();
    const workspace = await open();
    const target = join(folder, 'taken');
    mkdirSync(target);
    writeFileSync(join(target, 'precious'), 'mine');
    const refused = await refusal(() => workspace.create({ folder: target, name: 'taken', template: 'js' }));
    expect(refused.code).toBe('conflict');
    expect(readFileSync(join(target, 'precious'), 'utf8')).toBe('mine');
  });

  it('offers every language, and says what is missing for those that can not be compiled here', async () => {
    const { open } = await prepare();
    const templates = await (await open()).templates();
    expect(templates.map(({ id }) => id)).toEqual(
      ['js', 'ts', 'assemblyscript', 'rust', 'go', 'c', 'cpp', 'zig'].flatMap((id) => [
        id,
        `${id}-http`,
        `${id}-tcp`,
      ]),
    );
    for (const { id, missing } of templates)
      if (/^(js|ts|assemblyscript)/.test(id)) expect(missing).toBeNull();
  });
});
