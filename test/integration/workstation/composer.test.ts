import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createDraft, createRow } from '../../../src-main/composer/draft.ts';
import type { RequestDraft } from '../../../src-main/contract/rpc/requests.ts';
import { startWorkstation } from '../../../src-main/headless/workstation.ts';
import { connectRpc, type RpcClient, untilFound } from '../../support/rpc-client.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function open(home = temporaryFolder()) {
  const workstation = await startWorkstation({ home, apiPort: 0, gatewayPort: 0, uiPort: 0, workers: 1 });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await workstation.close();
    isOpen = false;
  };
  onTestFinished(close);
  const { rpc, close: disconnect } = await connectRpc(workstation.readyFile);
  onTestFinished(disconnect);
  return { rpc, home, close, ready: workstation.readyFile };
}

async function deploy(rpc: RpcClient, name: string, source: string): Promise<string> {
  const { id: functionId } = await rpc.functions.create({ name });
  const { id: deploymentId } = await rpc.deployments.deploy({
    functionId,
    platform: 'JAVA_SCRIPT',
    bytes: new Blob([source]),
  });
  await untilFound(rpc, async () =>
    (await rpc.deployments.get({ deploymentId })).status === 'READY' ? functionId : undefined,
  );
  return functionId;
}

type Draft = Partial<RequestDraft> & { readonly url: string };
type SendInput = Omit<Parameters<RpcClient['requests']['send']>[0], 'draft'>;

async function send(rpc: RpcClient, { draft, ...input }: Partial<SendInput> & { draft: Draft }) {
  const place = { requestKey: null, projectId: null, path: null, environment: 'Local' };
  const { id } = await rpc.requests.send({ ...place, ...input, draft: createDraft(draft) });
  return untilFound(rpc, async () => {
    const exchange = await rpc.history.get({ exchangeId: id });
    return exchange.timing.total === null ? undefined : exchange;
  });
}

it('sends to a function, sees its trace, finds it again after a restart, and takes it along', async () => {
  const { rpc, home, close } = await open();
  const functionId = await deploy(rpc, 'echo', 'console.log("answer");');
  const draft: Draft = {
    name: 'Echo',
    method: 'POST',
    url: '{{gateway}}/{{echo}}',
    headers: [createRow('X-Shop', 'Lisbon')],
    body: { kind: 'text', text: 'hello', contentType: 'text/plain' },
  };
  const exchange = await send(rpc, { draft, requestKey: 'scratch' });
  expect(exchange).toMatchObject({ state: 'done', name: 'Echo', response: { status: 200 } });
  expect(exchange.request.url).toContain(functionId);
  const { bytes, size } = await rpc.history.body({
    exchangeId: exchange.id,
    side: 'response',
    offset: 0,
    length: 100,
  });
  expect([Buffer.from(await bytes.arrayBuffer()).toString(), size]).toEqual(['answer\n', 7]);
  const trace = await rpc.invocations.trace({ invocationId: exchange.invocationId! });
  expect(trace.invocation).toMatchObject({ functionId, source: 'composer' });
  const { text } = await rpc.requests.exportText({ format: 'har', exchangeIds: [exchange.id], drafts: [] });
  const [entry] = JSON.parse(text).log.entries;
  expect(entry).toMatchObject({ _trace: trace.dmesg, request: { postData: { text: 'hello' } } });
  expect(Object.keys(entry._phases)).toEqual(['start', 'guest', 'host', 'respond']);
  await close();

  const { rpc: again } = await open(home);
  expect(await again.history.list({ text: 'lisbon' })).toEqual([exchange]);
  expect(await again.history.list({ text: 'answer', requestKey: 'other' })).toEqual([]);
  const reopened = await again.history.reopen({ exchangeId: exchange.id });
  expect(reopened).toMatchObject(draft);
  const { command } = await again.requests.toCurl({ draft: reopened });
  expect(await again.requests.fromCurl({ command })).toMatchObject({
    draft: { ...draft, name: '' },
    problems: [],
  });
});

it('calls the control plane as the platform itself, without showing how', async () => {
  const { rpc, ready } = await open();
  const exchange = await send(rpc, {
    draft: { url: '{{api}}/v2/self', authentication: { kind: 'control-plane' } },
  });
  expect(exchange.response?.status).toBe(200);
  expect(JSON.stringify(exchange)).not.toContain(ready.token);
});

it('keeps the requests of a project in its files, with the variables and files beside them', async () => {
  const { rpc } = await open();
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'requests'));
  const file = join(folder, 'requests/shop.http');
  writeFileSync(file, '@path = v4\n\n### Call\nPUT {{base}}/{{path}}\n\n< ./body.txt\n');
  writeFileSync(join(folder, 'requests/body.txt'), 'from a file');
  writeFileSync(join(folder, 'requests/http-client.env.json'), '{"dev": {"base": "http://127.0.0.1:1"}}');
  writeFileSync(join(folder, '.env'), 'KEY=hidden\n');
  const { id: projectId } = await rpc.projects.open({ folder });
  const [saved] = await rpc.requests.list({ projectId });
  expect(await rpc.requests.environments({ projectId })).toEqual(['Local', 'Cloud', 'dev']);
  const place = { projectId, path: saved!.path, environment: 'dev' };
  expect(await rpc.requests.variables(place)).toMatchObject([
    { name: 'path', value: 'v4', origin: 'file' },
    { name: 'base', value: 'http://127.0.0.1:1', origin: 'environment' },
    { name: 'KEY', value: '••••••••', secret: true },
    { name: 'gateway', origin: 'built-in' },
    { name: 'api', origin: 'built-in' },
    { name: 'ownerId', origin: 'built-in' },
  ]);
  const exchange = await send(rpc, { ...place, draft: saved!.draft, requestKey: saved!.key });
  expect(exchange).toMatchObject({
    state: 'failed',
    request: { url: 'http://127.0.0.1:1/v4', bodySize: 11 },
    failure: { code: 'ECONNREFUSED' },
  });
  await rpc.requests.save({ ...saved!, draft: { ...saved!.draft, method: 'POST' } });
  expect(readFileSync(file, 'utf8')).toContain('### Call\nPOST {{base}}/{{path}}\n\n< ./body.txt');
  const outside = rpc.requests.save({ projectId, path: '../x.http', index: null, draft: saved!.draft });
  await expect(outside).rejects.toMatchObject({ code: 'forbidden' });
});
