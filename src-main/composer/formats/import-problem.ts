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

/** A list in a line: the first few, and how many more there are. */
export function listNames(names: readonly string[]): string {
  const most = 5;
  const more = names.length - most;
  return `${names.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
