import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AtelierError } from '../contract/errors.ts';
import { type ReadyFile, readyFileSchema } from '../contract/ready-file.ts';

/** Where a running platform tells the command lines of the same home how to reach it. */
export function platformFile(home: string): string {
  return join(home, 'platform.json');
}

/** Writes the file whole or not at all, for its owner's eyes only: it holds credentials. */
export async function writeReadyFile(file: string, ready: ReadyFile): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await rm(temporary, { force: true });
  try {
    await writeFile(temporary, `${JSON.stringify(ready, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AtelierError('home-unusable', `${file} can't be written: ${reason}`, { cause });
  }
}

/**
 * The platform that runs on this home. Throws `conflict` where none does: nothing was ever started, it was stopped, or
 * it died and left its file behind.
 */
export async function findRunningPlatform(home: string): Promise<ReadyFile> {
  const text = await readFile(platformFile(home), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw new AtelierError('home-unusable', `${platformFile(home)} can't be read: ${cause.message}`, {
      cause,
    });
  });
  const ready = text === undefined ? undefined : parseReadyFile(text);
  if (ready === undefined || !isAlive(ready.pid))
    throw new AtelierError(
      'conflict',
      `No platform is running on ${home}: start one with "atelier serve", or set API_HOST, CLEVER_TOKEN and CLEVER_SECRET to use another.`,
    );
  return ready;
}

function parseReadyFile(text: string): ReadyFile | undefined {
  try {
    return readyFileSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
