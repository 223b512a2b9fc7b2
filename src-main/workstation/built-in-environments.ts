import type { BuiltInEnvironments } from '../composer/variables/collect-variables.ts';
import type { Platform } from '../platform.ts';
import { openLinkFile } from '../workspace/link/link-file.ts';

/** Where the vendor's cloud is; whose functions are meant there is for a `.http` file to say. */
const cloud = {
  gateway: 'https://functions-technical-preview.services.clever-cloud.com',
  api: 'https://api.clever-cloud.com',
};

/**
 * The environments that are always there. In the local one, the name of each function stands for its id; where several
 * have a name, it is the one that the project in `folder` deploys.
 */
export async function builtInEnvironments(
  { access, engine, store }: Platform,
  folder: string | null,
): Promise<BuiltInEnvironments> {
  const links = folder === null ? null : openLinkFile(folder);
  const functions: Record<string, string> = {};
  for (const { id, name } of store.functions.list(access.ownerId))
    if (name !== null && functions[name] !== id)
      functions[name] = (name in functions && (await links?.find(access.ownerId, name))) || id;
  return {
    Local: { gateway: engine.gatewayUrl, api: access.apiUrl, ownerId: access.ownerId, ...functions },
    Cloud: cloud,
  };
}
