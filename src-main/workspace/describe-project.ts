import { basename } from 'node:path';
import { list } from '@clevercloud/client/esm/api/v4/function.js';
import type { Diagnostic } from '../contract/diagnostic.ts';
import { toAtelierError } from '../contract/errors.ts';
import type { CloudFunction } from '../contract/function.ts';
import type { Manifest, ManifestFunction } from '../contract/manifest.ts';
import type { Project } from '../contract/rpc/projects.ts';
import { findSource, platformOfLanguage } from './build/source-language.ts';
import { openLinkFile } from './link/link-file.ts';
import type { DeployTarget } from './link/link-function.ts';
import { manifestFile, parseManifest, problemOfField, readManifestText } from './manifest/read-manifest.ts';

/** What is known of a project beside its folder. */
export interface ProjectFacts {
  readonly id: string;
  readonly folder: string;
  readonly target: DeployTarget;
  readonly watched: readonly string[];
  /** Milliseconds from the last save to when it was served, by watched function. */
  readonly servedAfter: ReadonlyMap<string, number>;
  /** What builds and deployments complained of, by function. */
  readonly complaints: ReadonlyMap<string, readonly Diagnostic[]>;
}

/** A project as the screen shows it. A folder without a manifest is a project without functions. */
export async function describeProject({
  id,
  folder,
  target,
  watched,
  servedAfter,
  complaints,
}: ProjectFacts): Promise<Project> {
  const { text, manifest, problems } = await readProject(folder);
  const hasManifest = manifest !== null || problems.length > 0;
  const project = { id, name: basename(folder), folder, hasManifest };
  if (manifest === null) return { ...project, functions: [], problems: [...problems] };
  const functionIds = await findFunctionIds(folder, target, manifest);
  const described = await Promise.all(
    Object.entries(manifest.functions).map(([name, entry]) => describeFunction(folder, text, name, entry)),
  );
  return {
    ...project,
    functions: described.map(({ name, source, platform }) => ({
      name,
      source,
      platform,
      functionId: functionIds.get(name) ?? null,
      watched: watched.includes(name),
      servedAfter: servedAfter.get(name) ?? null,
    })),
    problems: described.flatMap(({ name, problem }) => problem ?? complaints.get(name) ?? []),
  };
}

/** A manifest that can't be read is a problem of its project, and of no other that is open beside it. */
async function readProject(folder: string) {
  try {
    const text = await readManifestText(folder);
    return { text, ...parseManifest(text) };
  } catch (error) {
    const { code, message } = toAtelierError(error);
    const problem = { ...noPlace, file: manifestFile, message, text: message };
    return { text: '', manifest: null, problems: code === 'not-found' ? [] : [problem] };
  }
}

const noPlace = { line: null, column: null, severity: 'error' } as const;

async function describeFunction(folder: string, text: string, name: string, entry: ManifestFunction) {
  try {
    const { language } = await findSource(folder, name, entry);
    return { name, source: entry.source, platform: platformOfLanguage[language], problem: null };
  } catch (error) {
    const problem = problemOfField(toAtelierError(error).message, text, ['functions', name, 'source']);
    return { name, source: entry.source, platform: '', problem };
  }
}

/** The cloud's functions by the manifest's names, as a deployment would find them; none where the cloud is silent. */
async function findFunctionIds(
  folder: string,
  { client, ownerId }: DeployTarget,
  { functions }: Manifest,
): Promise<Map<string, string>> {
  const there = await client.send<CloudFunction[]>(list({ ownerId })).catch(() => []);
  const links = openLinkFile(folder);
  const found = new Map<string, string>();
  for (const name of Object.keys(functions)) {
    const known = await links.find(ownerId, name);
    const namesakes = there.filter((candidate) => candidate.name === name);
    const linked =
      there.find(({ id }) => id === known) ?? (namesakes.length === 1 ? namesakes[0] : undefined);
    if (linked !== undefined) found.set(name, linked.id);
  }
  return found;
}
