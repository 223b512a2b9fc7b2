import { setTimeout as wait } from 'node:timers/promises';
import {
  createDeployment,
  deleteDeployment,
  getDeployment,
  triggerDeployment,
} from '@clevercloud/client/esm/api/v4/function.js';
import type { RequestParams } from '@clevercloud/client/esm/request.fetch.js';
import type { CreatedDeployment, Deployment, DeploymentStatus } from '../contract/deployment.ts';
import { AtelierError } from '../contract/errors.ts';
import type { Platform } from '../contract/platform-code.ts';
import type { CloudClient } from './cloud-client.ts';

/** What a deployment uploads. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly platform: Platform;
  readonly isWasm: boolean;
}

/** Seconds that a cloud is asked to wait for the end of a deployment before it answers a look at it. */
const longestLook = 20;

/**
 * Milliseconds from one look at a deployment to the next, for clouds that do not wait: soon at first, as most are done at
 * once, and ever more patiently, but never so that this adds more than some hundredths to what the deployment took.
 */
const polling = { first: 10, growth: 1.03, longest: 2_000 };

/** Milliseconds that a cloud has to take a deployment back: whoever stops waits no longer than that. */
const takingBack = 5_000;

/** A function of an owner, as the API's addresses name it. */
export interface FunctionAddress {
  readonly ownerId: string;
  readonly functionId: string;
}

/** The deployment of a function that is meant. */
type DeploymentAddress = FunctionAddress & { readonly deploymentId: string };

/**
 * Deploys a file as the cloud wants it done (create, upload, trigger) and waits for how it ends. Gives the deployment,
 * READY or ERROR; `onStatus` hears each status once. With the signal the deployment is taken back, and its reason thrown.
 */
export async function deploySource(
  client: CloudClient,
  target: FunctionAddress,
  source: SourceFile,
  onStatus: (status: DeploymentStatus) => void,
  signal?: AbortSignal,
): Promise<Deployment> {
  const created = await create(client, target, source, onStatus);
  const address = { ...target, deploymentId: created.id };
  try {
    await uploadAndTrigger(client, address, created, source, signal);
    return await waitForEnd(client, address, onStatus, signal);
  } catch (error) {
    if (!signal?.aborted) throw error;
    await takeBack(client, address);
    throw signal.reason;
  }
}

/** The part of {@link deploySource} that is over when packaging has begun. Gives the deployment as it was created. */
export async function startDeployment(
  client: CloudClient,
  target: FunctionAddress,
  source: SourceFile,
  onStatus: (status: DeploymentStatus) => void,
): Promise<CreatedDeployment> {
  const created = await create(client, target, source, onStatus);
  await uploadAndTrigger(client, { ...target, deploymentId: created.id }, created, source);
  return created;
}

async function create(
  client: CloudClient,
  target: FunctionAddress,
  { platform }: SourceFile,
  onStatus: (status: DeploymentStatus) => void,
): Promise<CreatedDeployment> {
  const created = await client.send<CreatedDeployment>(createDeployment(target, { platform }));
  onStatus(created.status);
  return created;
}

async function uploadAndTrigger(
  client: CloudClient,
  address: DeploymentAddress,
  created: CreatedDeployment,
  source: SourceFile,
  signal?: AbortSignal,
): Promise<void> {
  await upload(created, source, signal);
  await client.send(triggerDeployment(address), { signal });
}

/**
 * Cancels a deployment that nobody waits for any more, or deletes it where the cloud has no call for that; the traffic stays
 * where it was. Where both fail it goes on, and the next one that is made takes the traffic from it.
 */
async function takeBack(client: CloudClient, address: DeploymentAddress): Promise<void> {
  const bounds = { patience: takingBack };
  const { ownerId, functionId, deploymentId } = address;
  const url = `/v4/functions/organisations/${ownerId}/functions/${functionId}/deployments/${deploymentId}/cancel`;
  await client
    .send({ method: 'post', url, headers: { Accept: 'application/json' } }, bounds)
    .catch((error: unknown) => {
      const isUnknown = error instanceof AtelierError && (error.status === 404 || error.status === 405);
      return isUnknown ? client.send(deleteDeployment(address), bounds) : undefined;
    })
    .catch(() => undefined);
}

async function upload(
  { id, uploadUrl }: CreatedDeployment,
  source: SourceFile,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (uploadUrl === undefined)
    throw new AtelierError('internal', `The cloud gave no upload URL for ${id}, so nothing was deployed.`);
  const response = await fetch(uploadUrl, {
    method: 'PUT',
    headers: { 'Content-Type': source.isWasm ? 'application/wasm' : 'application/octet-stream' },
    body: source.bytes,
    ...(signal === undefined ? {} : { signal }),
  }).catch((cause) => {
    signal?.throwIfAborted();
    throw new AtelierError('engine-unavailable', `The upload of ${source.name} broke off.`, { cause });
  });
  const answer = await response.text();
  if (response.ok) return;
  throw new AtelierError(
    'invalid-input',
    `The upload of ${source.name} was refused with status ${response.status}${messageIn(answer)}.`,
  );
}

/** Object stores answer in their own ways; our platform says why in JSON. */
function messageIn(answer: string): string {
  try {
    const { message } = JSON.parse(answer) as { message?: unknown };
    return typeof message === 'string' ? `: ${message.replace(/\.$/, '')}` : '';
  } catch {
    return '';
  }
}

/**
 * Looks that may fail in a row before the wait is given up, and the milliseconds after the first of them, doubled with
 * each: three seconds in all. A deployment goes on, whoever loses sight of it.
 */
const failing = { most: 6, pause: 100 };

async function waitForEnd(
  client: CloudClient,
  address: DeploymentAddress,
  onStatus: (status: DeploymentStatus) => void,
  signal: AbortSignal | undefined,
): Promise<Deployment> {
  let told: DeploymentStatus | undefined;
  let failures = 0;
  for (let pause = 0; ; pause = Math.min(Math.max(pause * polling.growth, polling.first), polling.longest)) {
    const began = performance.now();
    const look = await client.send<Deployment>(lookAt(address, told), { signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      failures += 1;
      if (failures === failing.most || !isPassing(error)) throw error;
    });
    if (look !== undefined) {
      failures = 0;
      if (look.status !== told) onStatus(look.status);
      told = look.status;
      if (look.status === 'READY' || look.status === 'ERROR') return look;
    }
    const rest = Math.max(0, pause - (performance.now() - began));
    await wait(failures === 0 ? rest : failing.pause * 2 ** (failures - 1), undefined, { signal });
  }
}

/** The first look says how it is, for whoever is told; the others are answered when that has come to its end. */
async function lookAt(
  address: DeploymentAddress,
  told: DeploymentStatus | undefined,
): Promise<RequestParams> {
  const look = await getDeployment(address);
  return told === undefined ? look : { ...look, headers: { ...look.headers, Prefer: `wait=${longestLook}` } };
}

/** Whether a call may well work in a moment: it got no answer, or one that says that something there is out of order. */
function isPassing(error: unknown): boolean {
  return error instanceof AtelierError && error.status >= 500;
}
