import { parseEnv } from 'node:util';
import type { ManifestFunction } from '../contract/manifest.ts';
import type { VariableOrigin } from '../contract/rpc/functions.ts';
import { originOfSecret, readSecretsText, type SecretSources } from './secrets.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Where each variable of a function comes from, and what the next deployment from its workspace does with the value
 * that the platform has (`current`). Null where the manifest says nothing of variables: a deployment then leaves them
 * alone.
 */
export async function describeEnvironment(
  folder: string,
  { environment, secrets = [] }: ManifestFunction,
  { environment: process, keptSecrets }: SecretSources,
  current: Variables,
): Promise<VariableOrigin[] | null> {
  if (environment === undefined && secrets.length === 0) return null;
  const inFile: Variables = parseEnv(await readSecretsText(folder));
  const kept = (await keptSecrets?.(folder)) ?? {};
  const describe = (name: string): VariableOrigin => {
    const isSecret = secrets.includes(name);
    const before = current[name];
    const after = isSecret ? (process[name] ?? inFile[name] ?? kept[name] ?? before) : environment?.[name];
    return { name, origin: originOf(), next: changeOf(before, after) };

    function originOf(): VariableOrigin['origin'] {
      if (!isSecret) return environment?.[name] === undefined ? 'function' : 'manifest';
      const found = originOfSecret(name, process, inFile, kept);
      return found ?? (before === undefined ? 'missing' : 'kept');
    }
  };
  const names = [...Object.keys(current), ...Object.keys(environment ?? {}), ...secrets];
  return [...new Set(names)].map(describe);
}

function changeOf(before: string | undefined, after: string | undefined): VariableOrigin['next'] {
  if (before === after) return 'keep';
  if (before === undefined) return 'add';
  return after === undefined ? 'remove' : 'change';
}
