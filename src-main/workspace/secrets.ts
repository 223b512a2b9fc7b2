import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { AtelierError } from '../contract/errors.ts';
import type { ManifestFunction } from '../contract/manifest.ts';

/** Where the values of secrets lie that are not in the process' environment; no part of what is shared. */
export const secretsFile = '.env';

type Variables = Readonly<Record<string, string | undefined>>;

/** Where values of secrets are found that are in no file of the workspace. */
export interface SecretSources {
  /** The variables of the process, which count before all others. */
  readonly environment: Variables;
  /** What the platform keeps for the projects of a folder, sealed, and which counts last; nothing unless said. */
  readonly keptSecrets?: (folder: string) => Variables | Promise<Variables>;
}

/** The values that secrets may have: those kept, over them those of the `.env` file, and over these the process'. */
export async function readSecretValues(
  folder: string,
  { environment, keptSecrets }: SecretSources,
): Promise<Variables> {
  return { ...(await keptSecrets?.(folder)), ...parseEnv(await readSecretsText(folder)), ...environment };
}

/** Which of the sources gives a secret its value; undefined where none does. */
export function originOfSecret(
  name: string,
  process: Variables,
  inFile: Variables,
  kept: Variables,
): 'process' | 'file' | 'platform' | undefined {
  if (process[name] !== undefined) return 'process';
  if (inFile[name] !== undefined) return 'file';
  return kept[name] === undefined ? undefined : 'platform';
}

/** The text of a workspace's `.env` file; empty where there is none. */
export async function readSecretsText(folder: string): Promise<string> {
  return readFile(join(folder, secretsFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}

/**
 * The environment that a manifest gives its function, secrets included; undefined where it says nothing of it. A secret
 * without a value keeps the one that the function has on the platform (`current`). Throws `invalid-input` where there
 * is none either, which names all of them, also in its `missingSecrets`.
 */
export function environmentOf(
  name: string,
  { environment, secrets }: ManifestFunction,
  values: Variables,
  current: Variables,
): Record<string, string> | undefined {
  if (environment === undefined && secrets === undefined) return undefined;
  const filled: [string, string][] = [];
  const missing: string[] = [];
  for (const secret of secrets ?? []) {
    const value = values[secret] ?? current[secret];
    if (value === undefined) missing.push(secret);
    else filled.push([secret, value]);
  }
  if (missing.length > 0) throw noValue(name, missing);
  return { ...environment, ...Object.fromEntries(filled) };
}

function noValue(name: string, missingSecrets: readonly string[]): AtelierError {
  const [only, ...others] = missingSecrets.map((secret) => `"${secret}"`);
  const what =
    others.length === 0
      ? `${only} has no value. Set it`
      : `${[only, ...others].join(', ')} have no values. Set them`;
  const secret = others.length === 0 ? missingSecrets[0] : 'NAME';
  return new AtelierError(
    'invalid-input',
    `functions.${name}.secrets: ${what} in the app, with "atelier secret set ${secret}", in the environment, or as ${secret}=… in ${secretsFile} beside the manifest.`,
    { details: { missingSecrets } },
  );
}
