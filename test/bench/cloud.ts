import { join } from 'node:path';
import { create } from '@clevercloud/client/esm/api/v4/function.js';
import type { CloudFunction } from '../../src-main/contract/function.ts';
import type { Platform as PlatformCode } from '../../src-main/contract/platform-code.ts';
import { startPlatform } from '../../src-main/platform.ts';
import { type CloudClient, createCloudClient } from '../../src-main/remote/cloud-client.ts';
import { deploySource } from '../../src-main/remote/deploy-source.ts';
import type { BenchSettings } from './row-group.ts';

/** A platform with one function, spoken to through its public API. */
export interface BenchCloud extends AsyncDisposable {
  readonly client: CloudClient;
  readonly ownerId: string;
  readonly functionId: string;
}

/** Starts a platform with its home in a folder. */
export async function startBenchCloud(folder: string, { say }: BenchSettings): Promise<BenchCloud> {
  const platform = await startPlatform({
    home: join(folder, 'home'),
    apiPort: 0,
    gatewayPort: 0,
    reportFault: (fault) => say(`fault: ${fault.message}`),
  });
  const { apiUrl: host, oauth, ownerId } = platform.access;
  const client = createCloudClient({ host, oauth, ownerId });
  const { id } = await client.send<CloudFunction>(create({ ownerId }, { name: 'bench', environment: {} }));
  return { client, ownerId, functionId: id, [Symbol.asyncDispose]: () => platform.close() };
}

/** Uploads a source and waits until it is READY; throws where it becomes anything else. */
export async function deployText(
  { client, ownerId, functionId }: BenchCloud,
  platform: PlatformCode,
  source: string,
): Promise<void> {
  const file = { name: 'bench', bytes: new TextEncoder().encode(source), platform, isWasm: false };
  const { status, errorReason } = await deploySource(client, { ownerId, functionId }, file, () => {});
  if (status !== 'READY') throw new Error(`A deployment became ${status}: ${errorReason}`);
}
