import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCloudClient } from '../../../src-main/remote/cloud-client.ts';
import { deploySource } from '../../../src-main/remote/deploy-source.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const json =
  (status: number, body: object): Answer =>
  (_, response) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
const losesTheConnection: Answer = (request) => void request.socket.destroy();
const isOutOfOrder = json(503, { id: 'x', message: 'Try again later.' });
const status = (name: string) => json(200, { id: 'deployment_1', status: name });

/** Deploys to a cloud that answers the looks at the deployment with these, in their order. Gives what was heard. */
async function deployTo(...looks: Answer[]): Promise<string[]> {
  return (await startDeploying(looks)).outcome;
}

/** The same, while it goes on: `calls` are those that came after the trigger, but for the looks. */
async function startDeploying(looks: Answer[], signal?: AbortSignal, cancel: Answer = json(200, {})) {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const { method, url } = request;
    request.resume();
    if (method === 'DELETE' || url!.endsWith('/cancel')) calls.push(`${method} ${url!.split('/').at(-1)}`);
    if (url!.endsWith('/cancel')) cancel(request, response);
    else if (method === 'PUT') response.end();
    else if (method === 'GET') looks.shift()!(request, response);
    else if (url!.endsWith('/deployments'))
      json(201, { id: 'deployment_1', status: 'WAITING_FOR_UPLOAD', uploadUrl: `${host}/upload` })(
        request,
        response,
      );
    else response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const oauth = { consumerKey: 'a', consumerSecret: 'b', token: 'c', secret: 'd' };
  const client = createCloudClient({ host, oauth, ownerId: null });
  const source = { name: 'a.js', bytes: new Uint8Array(1), platform: 'JAVA_SCRIPT', isWasm: false } as const;
  const heard: string[] = [];
  const address = { ownerId: 'orga_1', functionId: 'function_1' };
  const deployed = deploySource(client, address, source, (told) => heard.push(told), signal);
  const outcome = deployed.then(() => heard);
  outcome.catch(() => undefined);
  return { outcome, calls };
}

describe('deploySource', () => {
  it('does not lose sight of a deployment because of a look that failed', async () => {
    const looks = [
      status('PACKAGING'),
      losesTheConnection,
      isOutOfOrder,
      status('PACKAGING'),
      status('READY'),
    ];
    expect(await deployTo(...looks)).toEqual(['WAITING_FOR_UPLOAD', 'PACKAGING', 'READY']);
  });

  it('asks the cloud to answer when the deployment has ended, once it has told of how it is', async () => {
    const wishes: (string | undefined)[] = [];
    const noting =
      (name: string): Answer =>
      (request, response) => {
        wishes.push(request.headers.prefer as string | undefined);
        status(name)(request, response);
      };
    await deployTo(noting('PACKAGING'), noting('PACKAGING'), noting('READY'));
    expect(wishes).toEqual([undefined, 'wait=20', 'wait=20']);
  });

  it('gives up where looks go on failing', async () => {
    const looks = Array.from({ length: 6 }, () => isOutOfOrder);
    await expect(deployTo(...looks)).rejects.toThrow('Try again later.');
  });

  it('gives up at once on an answer that will not change', async () => {
    const gone = json(404, { id: 'not-found', message: 'There is no such deployment.' });
    await expect(deployTo(gone)).rejects.toThrow('There is no such deployment.');
  });

  it.each([
    { cloud: 'that cancels', cancel: json(200, {}), calls: ['POST cancel'] },
    { cloud: 'that only deletes', cancel: json(404, {}), calls: ['POST cancel', 'DELETE deployment_1'] },
    { cloud: 'where it has ended already', cancel: json(409, {}), calls: ['POST cancel'] },
  ])('takes back what nobody wants any more, from a cloud $cloud', async ({ cancel, calls }) => {
    const wish = new AbortController();
    const looked = Promise.withResolvers<void>();
    const looks = [status('PACKAGING'), () => looked.resolve()];
    const deploying = await startDeploying(looks, wish.signal, cancel);
    await looked.promise;
    wish.abort(new Error('Never mind.'));
    await expect(deploying.outcome).rejects.toThrow('Never mind.');
    expect(deploying.calls).toEqual(calls);
  });
});
