import { z } from 'zod';

/** What the home folder holds, by what it is for. */
export const storageKinds = ['database', 'objects', 'traces', 'history', 'cache', 'logs', 'other'] as const;
export type StorageKind = (typeof storageKinds)[number];

/** What can go without anything that is served, deployed or saved going with it. */
export const cleanableKinds = ['objects', 'traces', 'history', 'cache'] as const satisfies StorageKind[];
export const cleanableKindSchema = z.enum(cleanableKinds);
export type CleanableKind = z.infer<typeof cleanableKindSchema>;

/** The home folder with the bytes of its files, every kind once. */
export const storageSchema = z.object({
  home: z.string(),
  /** Bytes that the disk under it has room for. */
  free: z.int(),
  parts: z.array(z.object({ kind: z.enum(storageKinds), bytes: z.int() })),
  /** Of the objects, the bytes of those that no release and no package refers to any more. */
  unusedObjects: z.int(),
});
export type Storage = z.infer<typeof storageSchema>;
