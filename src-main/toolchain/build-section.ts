import { z } from 'zod';
import { withSection } from './custom-section.ts';

/** How a module was compiled before it was uploaded. */
const buildRecordSchema = z.object({
  /** Name and version of the compiler. */
  toolchain: z.string(),
  /** What it was told, without paths of the machine that it ran on. */
  flags: z.array(z.string()),
});
export type BuildRecord = z.infer<typeof buildRecordSchema>;

/**
 * The custom section in which such a module says so itself, as JSON: clouds take bytes, and nothing beside them. Runtimes
 * skip what they don't know.
 */
export const buildSection = 'atelier.build';

/** Bytes of a record; what is larger is not one of ours. */
const largestRecord = 64 * 1024;

/** The module with its record. */
export function withBuildRecord(module: Uint8Array, record: BuildRecord): Uint8Array {
  return withSection(module, buildSection, JSON.stringify(record));
}

/** Reads the content of that section; null for what is no record. */
export function readBuildRecord(content: Uint8Array): BuildRecord | null {
  if (content.length > largestRecord) return null;
  try {
    return buildRecordSchema.parse(JSON.parse(new TextDecoder().decode(content)));
  } catch {
    return null;
  }
}
