import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual, parseEnv } from 'node:util';
import { AtelierError } from '../contract/errors.ts';
import type { Secret } from '../contract/rpc/projects.ts';
import { kindOf } from './files/kind-of.ts';
import { addIgnoreLines } from './ignore-lines.ts';
import { parseManifest, readManifestText } from './manifest/read-manifest.ts';
import { originOfSecret, readSecretsText, type SecretSources, secretsFile } from './secrets.ts';
import { writeAtomically } from './write-atomically.ts';

/** One variable of an `.env` file with its line end; a quoted value may go over several lines. */
const entryForm =
  /^[ \t]*(?:export[ \t]+)?([^=\s#][^=\s]*)[ \t]*=[ \t]*(?:'[^']*'|"[^"]*"|`[^`]*`|[^\n]*)[^\n]*\n?/gm;

/** The secrets of a workspace: those that its functions name, and those that only have a value; never the value. */
export async function listSecrets(
  folder: string,
  { environment, keptSecrets }: SecretSources,
): Promise<Secret[]> {
  const { manifest } = parseManifest(await readManifestText(folder).catch(() => '{}'));
  const inFile = parseEnv(await readSecretsText(folder));
  const kept = (await keptSecrets?.(folder)) ?? {};
  const users = new Map<string, string[]>(Object.keys({ ...kept, ...inFile }).map((name) => [name, []]));
  for (const [functionName, { secrets = [] }] of Object.entries(manifest?.functions ?? {}))
    for (const name of secrets) users.set(name, [...(users.get(name) ?? []), functionName]);
  return [...users]
    .map(([name, functions]): Secret => {
      const origin = originOfSecret(name, environment, inFile, kept) ?? 'missing';
      return { name, functions, origin };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Sets a secret in the workspace's `.env` file, or with null takes it out; comments and the other variables stay. A new
 * file is readable by its owner alone, and ignored by git. Throws `invalid-input` for what such a file can't hold.
 */
export async function setSecret(folder: string, name: string, value: string | null): Promise<void> {
  const text = await readSecretsText(folder);
  const changed = changeEntry(text, name, value);
  if (changed === text) return;
  const file = join(folder, secretsFile);
  if ((await kindOf(file)) !== null) return writeAtomically(file, changed);
  await addIgnoreLines(folder, [secretsFile]);
  await writeFile(file, changed, { flag: 'wx', mode: 0o600 });
}

/** Takes the way of writing that reads back as what was meant, with every other variable as it was. */
function changeEntry(text: string, name: string, value: string | null): string {
  const { [name]: _, ...others } = parseEnv(text);
  const wanted = value === null ? others : { ...others, [name]: value };
  const forms = value === null ? [''] : [value, `'${value}'`, `"${value}"`, `\`${value}\``];
  const changed = forms
    .map((form) => replaceEntry(text, name, value === null ? '' : `${name}=${form}\n`))
    .find((candidate) => isDeepStrictEqual({ ...parseEnv(candidate) }, wanted));
  if (changed !== undefined) return changed;
  throw new AtelierError(
    'invalid-input',
    `${secretsFile} can't hold ${name} with this value beside what is in it: write it there by hand, or set it in the environment.`,
  );
}

function replaceEntry(text: string, name: string, entry: string): string {
  let isPlaced = false;
  const replaced = text.replace(entryForm, (whole, found) => {
    if (found !== name) return whole;
    const place = isPlaced ? '' : entry;
    isPlaced = true;
    return place;
  });
  if (isPlaced || entry === '') return replaced;
  return `${text === '' || text.endsWith('\n') ? text : `${text}\n`}${entry}`;
}
