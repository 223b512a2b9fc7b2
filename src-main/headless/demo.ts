import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { create } from '@clevercloud/client/esm/api/v4/function.js';
import type { Deployment } from '../contract/deployment.ts';
import type { CloudFunction } from '../contract/function.ts';
import { type Platform, startPlatform } from '../platform.ts';
import { type CloudClient, createCloudClient } from '../remote/cloud-client.ts';
import { deploySource, type FunctionAddress } from '../remote/deploy-source.ts';
import { createProgress } from './clever/progress.ts';
import type { Command, CommandIo } from './command-line.ts';
import { type HttpAnswer, httpGet } from './http-get.ts';
import { parseOptions, refuseWords } from './parse-options.ts';
import { stopRequest } from './stop-request.ts';

const help = `Starts a platform in a temporary home, creates, deploys and calls a function, shows the answer and what the function
asked of its host, and removes everything again. Exit code 0 where all of it worked.

Usage: atelier demo
`;

const userAgent = 'atelier-demo';

const sample = `function trigger_http(request) {
  return {
    status: 200,
    statusText: "OK",
    headers: {
      "Content-Type": "text/plain",
      "X-Powered-By": "CleverCloud",
    },
    body: \`User-Agent: \${request.headers["User-Agent"]}\`,
  };
}
`;

/** `atelier demo`: 0 where the sample gave the right answer, and 1 where it did not. */
export const demoCommand: Command = async (argv, io) => {
  const { values, words } = parseOptions(argv, { help: { type: 'boolean', short: 'h' } }, 'atelier demo');
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  refuseWords(words, 'atelier demo');
  const stopped = stopRequest().then(() => false);
  await using parts = new AsyncDisposableStack();
  const home = await mkdtemp(join(tmpdir(), 'atelier-demo-'));
  parts.defer(() => rm(home, { recursive: true, force: true }));
  const platform = await startPlatform({
    home,
    apiPort: 0,
    gatewayPort: 0,
    reportFault: (fault) => io.stderr.write(`${inspect(fault)}\n`),
  });
  parts.defer(() => platform.close());
  io.stdout.write('A functions cloud on this machine, in a temporary home.\n');
  const worked = await Promise.race([showSample(platform.access, io), stopped]);
  if (worked) io.stdout.write('\nIt works. "atelier serve" runs a platform that stays.\n');
  return worked ? 0 : 1;
};

async function showSample(platform: Platform['access'], io: CommandIo): Promise<boolean> {
  const show = (command: string) => io.stdout.write(`\n$ ${command}\n`);
  const { ownerId } = platform;
  const client = createCloudClient({ host: platform.apiUrl, oauth: platform.oauth, ownerId });

  show('clever functions create --name hello');
  const { id } = await client.send<CloudFunction>(create({ ownerId }, { name: 'hello', environment: {} }));
  io.stdout.write(`${id}\n`);

  show(`clever functions deploy hello.js ${id}`);
  const deployment = await deploySample(client, { ownerId, functionId: id }, io);
  if (deployment.status === 'ERROR') {
    io.stderr.write(`${deployment.errorReason}\n`);
    return false;
  }

  const url = `${deployment.url}?trigger=http`;
  show(`curl -i -A ${userAgent} '${url}'`);
  const answer = await httpGet(url, { 'User-Agent': userAgent });
  io.stdout.write(`${formatAnswer(answer)}\n`);

  show(`curl -A ${userAgent} '${url}&debug'    # its dmesg`);
  const { dmesg } = JSON.parse((await httpGet(`${url}&debug`, { 'User-Agent': userAgent })).body) as {
    dmesg?: string;
  };
  io.stdout.write(dmesg ?? '');
  return isRightAnswer(answer) && dmesg !== undefined;
}

async function deploySample(
  client: CloudClient,
  target: FunctionAddress,
  io: CommandIo,
): Promise<Deployment> {
  const source = {
    name: 'hello.js',
    bytes: new TextEncoder().encode(sample),
    platform: 'JAVA_SCRIPT',
    isWasm: false,
  } as const;
  using progress = createProgress(io.stdout);
  return await deploySource(client, target, source, progress.show);
}

function formatAnswer({ status, statusText, headers, body }: HttpAnswer): string {
  const head = headers.map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${statusText}`, ...head, '', body].join('\n');
}

function isRightAnswer({ status, headers, body }: HttpAnswer): boolean {
  const poweredBy = headers.find(([name]) => name === 'X-Powered-By')?.[1];
  return status === 200 && poweredBy === 'CleverCloud' && body === `User-Agent: ${userAgent}`;
}
