import { requireOwner } from './account.ts';
import type { ControlPlaneContext } from './context.ts';

/**
 * The values that are kept, sealed, for the project whose folder on this machine has that real path: what its manifest only
 * names, and a command line needs for a deployment. Throws `forbidden`.
 */
export function readProjectSecrets(
  context: ControlPlaneContext,
  ownerId: string,
  folder: string,
): Readonly<Record<string, string>> {
  requireOwner(context, ownerId);
  return context.store.projectSecrets.read(folder);
}
