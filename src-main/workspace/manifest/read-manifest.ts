import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import type { Diagnostic } from '../../contract/diagnostic.ts';
import { AtelierError } from '../../contract/errors.ts';
import { type Manifest, manifestSchema } from '../../contract/manifest.ts';
import { kindOf } from '../files/kind-of.ts';
import { JsoncError, type JsoncNode, keyAt, nodeAt, parseJsonc, placeAt, plainValue } from './parse-jsonc.ts';

/** What a folder of source needs to be a workspace. */
export const manifestFile = 'atelier.json';

/** A manifest, or everything that keeps its text from being one. */
export type ManifestResult =
  | { readonly manifest: Manifest; readonly problems: readonly [] }
  | { readonly manifest: null; readonly problems: readonly Diagnostic[] };

/** Reads the manifest of a folder. Throws `not-found` where it has none. */
export async function readManifest(folder: string): Promise<ManifestResult> {
  return parseManifest(await readManifestText(folder));
}

/** The same, where there is nothing to do without a manifest. Throws `not-found` and `invalid-input`. */
export async function requireManifest(folder: string): Promise<Manifest> {
  const { manifest, problems } = await readManifest(folder);
  if (manifest !== null) return manifest;
  throw new AtelierError('invalid-input', problems.map(formatProblem).join('\n'), { details: { problems } });
}

/** The text of a folder's manifest. Throws `not-found` where it has none, `invalid-input` where it can't be read. */
export async function readManifestText(folder: string): Promise<string> {
  return readFile(join(folder, manifestFile), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT' && cause.code !== 'ENOTDIR')
      throw new AtelierError(
        'invalid-input',
        `${join(folder, manifestFile)} can't be read: ${cause.message}.`,
        {
          cause,
        },
      );
    throw new AtelierError(
      'not-found',
      `There is no ${manifestFile} in ${folder}: "atelier init" makes one, and "atelier new" a folder with a function.`,
      { cause },
    );
  });
}

/** Whether a folder is a workspace. */
export async function hasManifest(folder: string): Promise<boolean> {
  return (await kindOf(join(folder, manifestFile))) === 'file';
}

/** The workspace that a folder is, or that it is a part of; null where neither it nor one above has a manifest. */
export async function findWorkspace(folder: string): Promise<string | null> {
  if (await hasManifest(folder)) return folder;
  const above = dirname(folder);
  return above === folder ? null : findWorkspace(above);
}

/** Takes the text of a manifest apart; each problem names the field and its place. */
export function parseManifest(text: string): ManifestResult {
  try {
    return checkManifest(parseJsonc(text), text);
  } catch (error) {
    if (!(error instanceof JsoncError)) throw error;
    return { manifest: null, problems: [problemAt(error.message, text, error.offset)] };
  }
}

/** A problem of one field of a manifest that is otherwise right. */
export function problemOfField(message: string, text: string, path: readonly string[]): Diagnostic {
  return problemAt(message, text, nodeAt(parseJsonc(text), path).start);
}

/** `atelier.json:12:20: functions.hello.maxMemory: …` */
export function formatProblem({ file, line, column, message }: Diagnostic): string {
  return [[file, line, column].filter((part) => part !== null).join(':'), message].join(': ');
}

function checkManifest(root: JsoncNode, text: string): ManifestResult {
  const { data, error } = manifestSchema.safeParse(plainValue(root));
  if (error === undefined) return { manifest: data, problems: [] };
  const problems = error.issues.flatMap((issue) => {
    const { path } = issue;
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => {
        const field = [...path, key];
        return problemAt(`${field.join('.')}: there is no such field`, text, keyAt(root, field).start);
      });
    const field = path.length === 0 ? 'the manifest' : path.join('.');
    const { start } = issue.code === 'invalid_key' ? keyAt(root, path) : nodeAt(root, path);
    return [problemAt(`${field}: ${messageOf(issue, plainValue(root))}`, text, start)];
  });
  return { manifest: null, problems };
}

function messageOf(issue: z.core.$ZodIssue, root: unknown): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  const isMissing = issue.code === 'invalid_type' && valueAt(root, issue.path) === undefined;
  if (!isMissing) return issue.message;
  return `is missing (${issue.expected === 'record' ? 'object' : issue.expected})`;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    root,
  );
}

function problemAt(message: string, text: string, offset: number): Diagnostic {
  return {
    file: manifestFile,
    ...placeAt(text, offset),
    severity: 'error',
    message,
    text: message,
  };
}
