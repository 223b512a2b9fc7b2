import { z } from 'zod';

/** What the status bar and the about page show of the running platform. */
export const platformInfoSchema = z.object({
  version: z.string(),
  home: z.string(),
  ownerId: z.string(),
  apiUrl: z.string(),
  gatewayUrl: z.string(),
  uiUrl: z.string(),
  /** For "copy as command": what `clever` needs is already in the home folder. */
  platform: z.string(),
});
export type PlatformInfo = z.infer<typeof platformInfoSchema>;

/** Where the key is kept that the secrets of the home are sealed with. */
export const secretKeepingSchema = z.object({
  keptIn: z.enum(['keychain', 'file']),
  /** The name of the operating system's keychain; null where there is none to use, and then why. */
  keychain: z.string().nullable(),
  reason: z.string().nullable(),
});
export type SecretKeeping = z.infer<typeof secretKeepingSchema>;

/** Worker threads of one machine. */
export const workerCountSchema = z.int().min(1).max(256);

/** The engine right now. Memory in bytes. */
export const platformFactsSchema = z.object({
  engine: z.enum(['running', 'restarting']),
  workers: z.array(
    z.object({
      id: z.int(),
      /** One that is retiring takes no more work and ends with what it holds. */
      state: z.enum(['idle', 'busy', 'spare', 'starting', 'retiring']),
      invocations: z.int(),
      executables: z.int(),
    }),
  ),
  queued: z.int(),
  running: z.int(),
  served: z.int(),
  memory: z.int(),
  /** Why the newest invocations could not be kept; null where they are. */
  unkeptTraces: z.string().nullable(),
});
export type PlatformFacts = z.infer<typeof platformFactsSchema>;

/** A language with its compiler; `hint` says how to get one where `version` is null. */
export const toolchainFactSchema = z.object({
  language: z.string(),
  name: z.string(),
  version: z.string().nullable(),
  /** Where it was found, null for one that is part of Atelier. */
  path: z.string().nullable(),
  hint: z.string().nullable(),
});
export type ToolchainFact = z.infer<typeof toolchainFactSchema>;
