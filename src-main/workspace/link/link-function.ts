import { create, get, list, update } from '@clevercloud/client/esm/api/v4/function.js';
import type { BuildSettings } from '../../contract/build-settings.ts';
import type { Egress } from '../../contract/egress.ts';
import { AtelierError } from '../../contract/errors.ts';
import { type CloudFunction, type FunctionInput, functionSettings } from '../../contract/function.ts';
import type { ManifestFunction } from '../../contract/manifest.ts';
import type { CloudClient } from '../../remote/cloud-client.ts';
import { environmentOf } from '../secrets.ts';
import type { LinkFile } from './link-file.ts';

/** A cloud and whose functions are meant there. */
export interface DeployTarget {
  readonly client: CloudClient;
  readonly ownerId: string;
}

/** What linking needs to know of the workspace. */
export interface LinkContext {
  readonly target: DeployTarget;
  readonly links: LinkFile;
  /** Values of secrets by name. */
  readonly secrets: Readonly<Record<string, string | undefined>>;
}

/**
 * The function of the cloud that a manifest's function is: the one that it was before, whatever that is called now,
 * otherwise the owner's one function of its name, otherwise a new one. It gets the settings that the manifest names;
 * the others stay. Throws `conflict` where several have the name, and `invalid-input` for a secret without a value.
 */
export async function linkFunction(
  { target, links, secrets }: LinkContext,
  name: string,
  entry: ManifestFunction,
): Promise<CloudFunction> {
  const found = await findLinked(target, links, name);
  const settings = settingsOf(name, entry, secrets, found);
  const linked =
    found === undefined
      ? await createFunction(target, settings)
      : await bringUpToDate(target, found, settings);
  await links.remember(target.ownerId, name, linked.id);
  const { egress, optimisation, strip } = entry;
  if (egress !== undefined) await putExtension(target, linked.id, 'egress', { egress });
  if (optimisation !== undefined || strip !== undefined)
    await putExtension(target, linked.id, 'build', { optimisation, strip });
  return linked;
}

/** The function of the cloud that a manifest's function is, undefined where there is none yet. Throws `conflict`. */
export async function findLinked(
  target: DeployTarget,
  links: LinkFile,
  name: string,
): Promise<CloudFunction | undefined> {
  const { client, ownerId } = target;
  const known = await links.find(target.ownerId, name);
  if (known !== undefined) {
    const remembered = await findFunction(target, known);
    if (remembered !== undefined) return remembered;
  }
  const functions = await client.send<CloudFunction[]>(list({ ownerId }));
  const namesakes = functions.filter((candidate) => candidate.name === name);
  if (namesakes.length <= 1) return namesakes[0];
  throw new AtelierError(
    'conflict',
    `More than one function is called "${name}" (${namesakes.map(({ id }) => id).join(', ')}), so which one to deploy to can't be told. Rename or delete the others.`,
  );
}

async function findFunction(
  { client, ownerId }: DeployTarget,
  functionId: string,
): Promise<CloudFunction | undefined> {
  try {
    return await client.send<CloudFunction>(get({ ownerId, functionId }));
  } catch (error) {
    if (error instanceof AtelierError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** The whole of what the function should be: what the manifest names over what the cloud has. */
function settingsOf(
  name: string,
  entry: ManifestFunction,
  secrets: LinkContext['secrets'],
  current: CloudFunction | undefined,
): FunctionInput {
  const { description, tag, maxMemory, maxInstances } = entry;
  const environment = environmentOf(name, entry, secrets, current?.environment ?? {});
  const base = functionSettings(current ?? { name });
  return {
    ...base,
    ...(description === undefined ? {} : { description }),
    ...(tag === undefined ? {} : { tag }),
    ...(maxMemory === undefined ? {} : { maxMemory }),
    ...(maxInstances === undefined ? {} : { maxInstances }),
    ...(environment === undefined ? {} : { environment }),
  };
}

function createFunction({ client, ownerId }: DeployTarget, settings: FunctionInput): Promise<CloudFunction> {
  return client.send<CloudFunction>(create({ ownerId }, settings));
}

/** A setting that only our cloud has; one that knows nothing of it has no call for it either. */
async function putExtension(
  { client, ownerId }: DeployTarget,
  functionId: string,
  name: 'egress' | 'build',
  body: Egress | { [Setting in keyof BuildSettings]: BuildSettings[Setting] | undefined },
): Promise<void> {
  const call = {
    method: 'put',
    url: `/v4/functions/organisations/${ownerId}/functions/${functionId}/${name}`,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body,
  };
  await client.send(call).catch((error) => {
    if (!(error instanceof AtelierError && error.code === 'not-found')) throw error;
  });
}

async function bringUpToDate(
  { client, ownerId }: DeployTarget,
  current: CloudFunction,
  settings: FunctionInput,
): Promise<CloudFunction> {
  if (isSame(functionSettings(current), functionSettings(settings))) return current;
  return client.send<CloudFunction>(update({ ownerId, functionId: current.id }, settings));
}

function isSame(left: ReturnType<typeof functionSettings>, right: typeof left): boolean {
  const ordered = ({ environment, ...rest }: typeof left) =>
    JSON.stringify([rest, Object.entries(environment).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
  return ordered(left) === ordered(right);
}
