import { z } from 'zod';
import { diagnosticSchema } from '../diagnostic.ts';

/** A folder of source that the user opened. */
export const projectSchema = z.object({
  id: z.string(),
  name: z.string(),
  folder: z.string(),
  /** Whether it has an `atelier.json`: without one nothing of it can be deployed. */
  hasManifest: z.boolean(),
  /** Functions of the manifest, or those that were linked by a deploy from this folder. */
  functions: z.array(
    z.object({
      name: z.string(),
      source: z.string(),
      platform: z.string(),
      /** The function on the local platform, once there is one. */
      functionId: z.string().nullable(),
      watched: z.boolean(),
      /** Milliseconds from the last save to when it was served, while it is watched. */
      servedAfter: z.number().nullable(),
    }),
  ),
  /** What is wrong with the manifest, or with what could not be built; empty where all is well. */
  problems: z.array(diagnosticSchema),
});
export type Project = z.infer<typeof projectSchema>;

/** An entry of a folder, read one level at a time so that 5,000 files cost nothing until they are looked at. */
export const fileEntrySchema = z.object({
  path: z.string(),
  name: z.string(),
  kind: z.enum(['file', 'folder']),
  size: z.int(),
});
export type FileEntry = z.infer<typeof fileEntrySchema>;

/** A line of a file that contains what was searched. */
export const textMatchSchema = z.object({ path: z.string(), line: z.int(), text: z.string() });
export type TextMatch = z.infer<typeof textMatchSchema>;

/** A file larger than this is not given as text, in bytes: an editor would choke on it. */
export const largestText = 4 * 1024 * 1024;

/** `version` is a digest of the content: a save that names a stale one is refused as a conflict. */
export const fileContentSchema = z.object({
  path: z.string(),
  text: z.string().nullable(),
  size: z.int(),
  version: z.string(),
});
export type FileContent = z.infer<typeof fileContentSchema>;

export const templateSchema = z.object({
  id: z.string(),
  language: z.string(),
  /** What it is to begin with, for example `HTTP trigger`: the same for every language. */
  kind: z.string(),
  description: z.string(),
  /** Null where the toolchain is at hand, otherwise what to install. */
  missing: z.string().nullable(),
});
export type Template = z.infer<typeof templateSchema>;

/** A secret of a workspace, without its value. */
export const secretSchema = z.object({
  name: z.string(),
  /** The functions whose manifest entries name it; none where it only has a value. */
  functions: z.array(z.string()),
  /** Where a deployment takes the value from: the platform's environment, the `.env` file, what it keeps, or nowhere. */
  origin: z.enum(['process', 'file', 'platform', 'missing']),
});
export type Secret = z.infer<typeof secretSchema>;
