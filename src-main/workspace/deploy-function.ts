import { createHash } from 'node:crypto';
import type { CreatedDeployment, Deployment, DeploymentStatus } from '../contract/deployment.ts';
import { AtelierError } from '../contract/errors.ts';
import type { Manifest, ManifestFunction } from '../contract/manifest.ts';
import { deploySource, startDeployment } from '../remote/deploy-source.ts';
import { buildFunction } from './build/build-function.ts';
import type { BuiltFunction } from './build/built-function.ts';
import { explainFailure } from './build/explain-failure.ts';
import { openLinkFile } from './link/link-file.ts';
import { type DeployTarget, type LinkContext, linkFunction } from './link/link-function.ts';
import { readSecretValues, type SecretSources } from './secrets.ts';

/** Where a workspace lies and where its functions go. */
export interface DeployContext extends SecretSources {
  readonly folder: string;
  readonly target: DeployTarget;
  /** Ends the compilers that are at work. */
  readonly signal?: AbortSignal;
}

/** A function that is built and whose settings are known: what a deployment is made of. */
export interface PreparedFunction {
  readonly name: string;
  readonly entry: ManifestFunction;
  readonly built: BuiltFunction;
  readonly link: LinkContext;
  /** Changes with whatever the deployment would change. */
  readonly digest: string;
}

/** The entry of a manifest's function. Throws `not-found` with the names that there are. */
export function entryOf({ functions }: Manifest, name: string): ManifestFunction {
  const entry = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (entry !== undefined) return entry;
  const names = Object.keys(functions).join(', ');
  throw new AtelierError(
    'not-found',
    `The manifest has no function "${name}"; ${names === '' ? 'it has none at all' : `it has ${names}`}.`,
  );
}

/** Builds a function and reads what its deployment needs, without touching the cloud. Throws as `buildFunction`. */
export async function prepareFunction(
  { folder, target, signal, ...sources }: DeployContext,
  name: string,
  entry: ManifestFunction,
): Promise<PreparedFunction> {
  const secrets = await readSecretValues(folder, sources);
  const built = await buildFunction(folder, name, entry, signal);
  const { bytes, platform } = built.upload;
  const settings = [platform, entry, (entry.secrets ?? []).map((secret) => secrets[secret] ?? null)];
  const digest = createHash('sha256').update(bytes).update(JSON.stringify(settings)).digest('hex');
  return { name, entry, built, link: { target, links: openLinkFile(folder), secrets }, digest };
}

/**
 * Deploys what was prepared, to a function that is made when there is none, and waits for the end. Gives the
 * deployment, READY or ERROR; its reason and diagnostics name the files of the workspace. Throws as `linkFunction`,
 * what the cloud answers, and the signal's reason, with which the deployment is taken back.
 */
export async function deployPrepared(
  { name, entry, built, link }: PreparedFunction,
  onStatus: (status: DeploymentStatus) => void,
  signal?: AbortSignal,
): Promise<Deployment> {
  const { id } = await linkFunction(link, name, entry);
  signal?.throwIfAborted();
  const { client, ownerId } = link.target;
  const target = { ownerId, functionId: id };
  const deployment = await deploySource(client, target, built.upload, onStatus, signal);
  const explained = explainFailure(deployment, built);
  return { ...explained, diagnostics: [...(built.warnings ?? []), ...explained.diagnostics] };
}

/** The beginning of the same: gives the deployment as soon as its packaging has begun. */
export async function startPrepared({
  name,
  entry,
  built,
  link,
}: PreparedFunction): Promise<CreatedDeployment> {
  const { id } = await linkFunction(link, name, entry);
  const { client, ownerId } = link.target;
  return startDeployment(client, { ownerId, functionId: id }, built.upload, () => {});
}
