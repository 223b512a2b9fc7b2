import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { AtelierError } from '../../contract/errors.ts';
import { makeStateFolder, stateFolder } from '../state-folder.ts';
import { kindOf } from './kind-of.ts';
import { missingFile, refuseProject } from './project-files.ts';
import { resolveInside } from './resolve-inside.ts';

/** Milliseconds for which removed files are kept. */
const lifetime = 7 * 24 * 3_600_000;
const tokenForm = /^[0-9a-f-]{36}$/;

/** What lies beside the removed thing itself, which keeps its own name. */
const labelSchema = z.object({ path: z.string(), removedAt: z.iso.datetime() });
const labelFile = 'removed.json';
const contentFolder = 'content';

/**
 * Takes a file or folder out of a project into the trash in its state folder: on the same disk, so that nothing is
 * copied and an undo is as quick. Gives the token that brings it back for a week. Throws `not-found` and `forbidden`.
 */
export async function trashProjectFile(folder: string, path: string, now: Date): Promise<string> {
  const source = await resolveInside(folder, path);
  refuseProject(folder, source);
  if ((await kindOf(source)) === null) throw missingFile(path);
  await forgetOld(folder, now);
  const token = randomUUID();
  const place = join(await makeStateFolder(folder), 'trash', token);
  await mkdir(join(place, contentFolder), { recursive: true });
  await writeFile(join(place, labelFile), JSON.stringify({ path, removedAt: now.toISOString() }));
  try {
    await rename(source, join(place, contentFolder, basename(source)));
  } catch (error) {
    await rm(place, { recursive: true, force: true });
    throw missingFile(path, error as NodeJS.ErrnoException);
  }
  return token;
}

/**
 * Puts what was removed back where it was; gives its path. Throws `gone` where the trash has it no more, and `conflict`
 * where something else has its name by now.
 */
export async function restoreProjectFile(folder: string, token: string): Promise<string> {
  const place = join(folder, stateFolder, 'trash', token);
  const label = tokenForm.test(token) ? await readLabel(place) : undefined;
  if (label === undefined)
    throw new AtelierError('gone', 'The trash has this no more: what is removed is kept for a week.');
  const target = await resolveInside(folder, label.path);
  if ((await kindOf(target)) !== null)
    throw new AtelierError(
      'conflict',
      `${label.path} is there again, so what was removed stays in the trash.`,
    );
  await mkdir(dirname(target), { recursive: true });
  await rename(join(place, contentFolder, basename(target)), target);
  await rm(place, { recursive: true, force: true });
  return label.path;
}

async function forgetOld(folder: string, now: Date): Promise<void> {
  const trash = join(folder, stateFolder, 'trash');
  for (const token of await readdir(trash).catch(() => [])) {
    const label = await readLabel(join(trash, token));
    if (label !== undefined && now.getTime() - Date.parse(label.removedAt) > lifetime)
      await rm(join(trash, token), { recursive: true, force: true });
  }
}

async function readLabel(place: string): Promise<z.infer<typeof labelSchema> | undefined> {
  const text = await readFile(join(place, labelFile), 'utf8').catch(() => '{}');
  return labelSchema.safeParse(JSON.parse(text)).data;
}
