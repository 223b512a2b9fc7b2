import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Platform } from '../../../src-main/contract/platform-code.ts';
import { startWorkstation } from '../../../src-main/headless/workstation.ts';
import { reasonToSkip } from '../../support/compile-language.ts';
import { connectRpc, openSocket, type RpcClient, untilFound } from '../../support/rpc-client.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const script = (word: string) => `console.log(${JSON.stringify(word)} + process.env.NAME);`;

async function start(home = temporaryFolder()) {
  const workstation = await startWorkstation({ home, apiPort: 0, gatewayPort: 0, uiPort: 0, workers: 1 });
  let closed = false;
  const close = async () => {
    if (!closed) await workstation.close();
    closed = true;
  };
  onTestFinished(close);
  const { uiUrl, token } = workstation.readyFile;
  return { ready: workstation.readyFile, identity: { uiUrl, token }, close, home };
}

async function open() {
  const workstation = await start();
  const connection = await connectRpc(workstation.identity);
  onTestFinished(() => connection.close());
  return { ...workstation, ...connection };
}

function deployed(rpc: RpcClient, deploymentId: string) {
  return untilFound(rpc, async () => {
    const deployment = await rpc.deployments.get({ deploymentId });
    return deployment.status === 'READY' || deployment.status === 'ERROR' ? deployment : undefined;
  });
}

async function deploy(
  rpc: RpcClient,
  functionId: string,
  source: string,
  platform: Platform = 'JAVA_SCRIPT',
) {
  const bytes = new Blob([source]);
  const { id } = await rpc.deployments.deploy({ functionId, platform, bytes });
  return deployed(rpc, id);
}

it('creates, deploys, shows what was called and why it failed, and rolls back', async () => {
  const { rpc, ready } = await open();
  const { id: functionId } = await rpc.functions.create({ name: 'hello', environment: { NAME: 'Ada' } });
  const first = await deploy(rpc, functionId, script('one '));
  expect(first).toMatchObject({
    status: 'READY',
    releaseNumber: 1,
    servingReleaseNumber: 1,
    diagnostics: [],
  });
  expect(first.steps.map(({ name }) => name)).toEqual([
    'upload',
    'compile',
    'package',
    'schedule',
    'activate',
  ]);
  const answer = await fetch(first.url!, { headers: { 'User-Agent': 'curl/8.9.0' } });
  expect(await answer.text()).toBe('one Ada\n');

  const [row] = await untilFound(rpc, async () => {
    const rows = await rpc.invocations.list({ functionId });
    return rows.length > 0 ? rows : undefined;
  });
  expect(row).toMatchObject({
    functionName: 'hello',
    releaseNumber: 1,
    source: 'curl',
    halt: 'exit',
    status: 200,
  });
  const trace = await rpc.invocations.trace({ invocationId: row!.id });
  expect(trace).toMatchObject({ stdout: 'one Ada\n', halt: { kind: 'exit' } });
  expect(trace.dmesg).toContain('Halt reason: host_halt');
  expect(trace.phases.map(({ name }) => name)).toEqual(['start', 'guest', 'host', 'respond']);

  const second = await deploy(rpc, functionId, 'if (Date.now() > 0) throw new Error("boom");');
  expect(second).toMatchObject({ status: 'READY', servingReleaseNumber: 2 });
  expect((await fetch(second.url!)).status).toBe(502);
  const failed = await untilFound(rpc, async () => {
    const rows = await rpc.invocations.list({ functionId, outcome: 'failed' });
    return rows[0];
  });
  expect(failed).toMatchObject({
    releaseNumber: 2,
    halt: 'exception',
    message: expect.stringContaining('boom'),
  });

  const { id } = await rpc.deployments.deployRelease({ functionId, releaseId: first.releaseId! });
  expect(await deployed(rpc, id)).toMatchObject({ status: 'READY', servingReleaseNumber: 1 });
  expect(await rpc.functions.releases({ functionId })).toMatchObject([
    { number: 2, active: false },
    { number: 1, active: true },
  ]);
  expect(await rpc.functions.list()).toMatchObject([
    { id: functionId, url: `${ready.gatewayUrl}/${functionId}`, activeReleaseNumber: 1 },
  ]);
});

it('says of a broken source where, and what keeps serving', async () => {
  const { rpc } = await open();
  const { id: functionId } = await rpc.functions.create({});
  await deploy(rpc, functionId, 'console.log(1);');
  const broken = await deploy(rpc, functionId, 'const ok = 1;\nconst = 2;\n');
  expect(broken).toMatchObject({ status: 'ERROR', servingReleaseNumber: 1 });
  expect(broken.diagnostics).toMatchObject([
    { file: 'function.js', line: 2, severity: 'error', text: expect.stringContaining('const = 2;') },
  ]);
});

it('takes releases apart and compares them', async () => {
  const { rpc } = await open();
  const { id: functionId } = await rpc.functions.create({});
  const before = await deploy(rpc, functionId, 'console.log(1);');
  const after = await deploy(rpc, functionId, 'console.log(process.env.KEY, Math.random());');
  const report = await rpc.releases.report({ releaseId: after.releaseId! });
  expect(report.sections.map(({ name }) => name)).toEqual(['engine', 'script']);
  expect(report).toMatchObject({ environmentKeys: ['KEY'] });
  expect(await rpc.releases.diff({ before: before.releaseId!, after: after.releaseId! })).toMatchObject({
    capabilitiesAdded: ['environment', 'random'],
    environmentKeysAdded: ['KEY'],
  });
});

it('undoes a deletion: the function answers again as if nothing had been', async () => {
  const { rpc } = await open();
  const { id: functionId } = await rpc.functions.create({ environment: { NAME: '' } });
  const { url } = await deploy(rpc, functionId, script('back'));
  const before = await rpc.functions.get({ functionId });
  const { undoToken } = await rpc.functions.delete({ functionId });
  expect((await fetch(url!)).status).toBe(404);
  await rpc.functions.restore({ undoToken });
  expect(await rpc.functions.get({ functionId })).toEqual(before);
  expect(await (await fetch(url!)).text()).toBe('back\n');
  await expect(rpc.functions.restore({ undoToken })).rejects.toMatchObject({ code: 'gone' });
});

it('hears of what others do through the HTTP API', async () => {
  const { rpc, ready } = await open();
  const created = untilFound(rpc, async (changes) =>
    changes.some(({ topic }) => topic === 'functions') ? rpc.functions.list() : undefined,
  );
  // The stream is open once a call that was made after it was answered.
  await rpc.platform.info();
  await fetch(`${ready.apiUrl}/v4/functions/organisations/${ready.ownerId}/functions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ready.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'from outside' }),
  });
  expect(await created).toMatchObject([{ name: 'from outside' }]);
});

it('makes a project, edits its files, deploys it and tells what changed', async () => {
  const { rpc, home } = await open();
  const folder = join(home, 'hello-project');
  const template = (await rpc.projects.templates()).find(({ language }) => language === 'JavaScript');
  const project = await rpc.projects.create({ folder, name: 'hello', template: template!.id });
  expect(await rpc.projects.list()).toEqual([project]);
  const projectId = project.id;
  const { name } = project.functions[0]!;

  await rpc.projects.drop({
    projectId,
    path: 'notes',
    files: [{ path: 'a.txt', bytes: new Blob(['from the window']) }],
  });
  const note = await rpc.projects.read({ projectId, path: 'notes/a.txt' });
  expect(note.text).toBe('from the window');
  const change = { projectId, path: 'notes/a.txt', text: 'edited', version: note.version };
  await rpc.projects.write(change);
  await expect(rpc.projects.write(change)).rejects.toMatchObject({ code: 'conflict' });
  await expect(rpc.projects.read({ projectId, path: '../outside' })).rejects.toMatchObject({
    code: 'forbidden',
  });

  const { id } = await rpc.projects.deploy({ projectId, name });
  expect(await deployed(rpc, id)).toMatchObject({ status: 'READY', errorReason: null });
  const linked = await untilFound(rpc, async () => {
    const [listed] = await rpc.projects.list();
    return listed?.functions[0]?.functionId ?? undefined;
  });
  expect(await rpc.functions.get({ functionId: linked })).toMatchObject({ activeDeploymentId: id });
  await rpc.projects.close({ projectId });
  expect(await rpc.projects.list()).toEqual([]);
});

it('gives errors their code, message and details', async () => {
  const { rpc } = await open();
  await expect(rpc.functions.get({ functionId: 'function_none' })).rejects.toMatchObject({
    code: 'not-found',
    status: 404,
    message: expect.stringContaining('function_none'),
  });
  await expect(rpc.functions.create({ maxInstances: 0 })).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('maxInstances'),
    data: { fields: [{ field: 'maxInstances' }] },
  });
});

it('keeps preferences over a restart, to which a page connects anew with the same token', async () => {
  const first = await start();
  const { rpc, close } = await connectRpc(first.identity);
  await rpc.preferences.set({ key: 'theme', value: '"dark"' });
  close();
  await first.close();
  const second = await start(first.home);
  expect(second.identity.token).toBe(first.identity.token);
  const again = await connectRpc(second.identity);
  expect(await again.rpc.preferences.all()).toEqual({ theme: '"dark"' });
  await again.rpc.preferences.set({ key: 'theme', value: null });
  expect(await again.rpc.preferences.all()).toEqual({});
  again.close();
});

it('lets in nobody with a wrong token, from another page or under another name', async () => {
  const { identity } = await start();
  const wrong = openSocket({ ...identity, token: 'wrong' });
  const [code] = await once(wrong, 'close');
  expect(code).toBe(4401);
  const foreign = { ...identity, origin: 'http://example.org' };
  const [refusal] = await once(openSocket(foreign), 'error');
  expect((refusal as Error).message).toContain('403');
  const renamed = { ...identity, host: 'rebound.example.org', origin: 'http://rebound.example.org' };
  const [rebound] = await once(openSocket(renamed), 'error');
  expect((rebound as Error).message).toContain('403');
});

const withoutRust = await reasonToSkip('rust');
it.skipIf(withoutRust !== null)(
  `leads from a trap to the line that it is of, also in optimised code${withoutRust ?? ''}`,
  async () => {
    const { rpc } = await open();
    const { id: functionId } = await rpc.functions.create({ name: 'crash' });
    const source =
      'fn main() {\n    let words: Vec<String> = std::env::args().collect();\n    print!("{}", words[words.len()]);\n}\n';
    const { url, status } = await deploy(rpc, functionId, source, 'RUST');
    expect(status).toBe('READY');
    /** The user’s own frames, as the screen shows them; they stand in the text for `?debug` as well. */
    const crash = async () => {
      const id = (await fetch(url!)).headers.get('Atelier-Invocation-Id');
      const row = await untilFound(rpc, async () =>
        (await rpc.invocations.list({ functionId })).find((invocation) => invocation.id === id),
      );
      const { halt, dmesg } = await rpc.invocations.trace({ invocationId: row.id });
      const places = halt.stack.flatMap((frame) => frame.source?.match(/^function\.rs:\S+/) ?? []);
      const debugged = (await (await fetch(`${url}?debug`)).json()) as { dmesg: string };
      for (const place of places) {
        expect(dmesg).toContain(`\t\t${place}\n`);
        expect(debugged.dmesg).toContain(`\t\t${place}\n`);
      }
      return places;
    };
    expect(await crash()).toContain('function.rs:3:18');
    await rpc.functions.setBuildSettings({ functionId, optimisation: 'O3', strip: 'debuginfo' });
    await untilFound(rpc, async () => {
      const [release] = await rpc.functions.releases({ functionId });
      return release?.facts?.optimisation?.outcome === 'optimised' ? release : undefined;
    });
    expect(await crash()).toContain('function.rs:3:18');
  },
);

it.skipIf(withoutRust !== null)(
  'keeps what the compiler of a release warned of, also when it is deployed again',
  async () => {
    const { rpc } = await open();
    const { id: functionId } = await rpc.functions.create({ name: 'doubtful' });
    const source = 'fn main() {\n    let unused = 1;\n}\n';
    const warning = expect.objectContaining({ file: 'function.rs', line: 2, column: 9, severity: 'warning' });
    const first = await deploy(rpc, functionId, source, 'RUST');
    expect(first).toMatchObject({ status: 'READY', diagnostics: [warning] });
    const again = await deploy(rpc, functionId, source, 'RUST');
    expect(again).toMatchObject({ status: 'READY', diagnostics: [warning] });
    const { id } = await rpc.deployments.deployRelease({ functionId, releaseId: first.releaseId! });
    expect(await deployed(rpc, id)).toMatchObject({ status: 'READY', diagnostics: [warning] });
  },
);
