import { z } from 'zod';
import type { RequestDraft } from '../../contract/rpc/requests.ts';

/** What an import gave: each request on its own, and a line for each that could not be read. */
export interface Imported {
  readonly drafts: RequestDraft[];
  readonly problems: string[];
}

/** Reads one request of many; what is wrong with it becomes a line that names it, and the others go on. */
export function importOne(imported: Imported, name: string, read: () => RequestDraft): void {
  try {
    imported.drafts.push(read());
  } catch (error) {
    imported.problems.push(`${name} was left out: ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : String(error);
  return error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; ');
}
