import { resolve } from 'node:path';
import { defaultHome } from '../../home/home-folder.ts';
import { keepToolchainsIn } from '../../toolchain/portable-clang/portable-clang.ts';
import type { DeployContext } from '../../workspace/deploy-function.ts';
import { findWorkspace } from '../../workspace/manifest/read-manifest.ts';
import { resolveOwner } from '../clever/owner.ts';
import type { CommandIo } from '../command-line.ts';
import { createFollowingClient } from './following-client.ts';
import { findKeptSecrets } from './kept-secrets.ts';

/** Options of every command that works in a workspace. */
export const workspaceOptions = {
  folder: { type: 'string', short: 'C' },
  org: { type: 'string', short: 'o' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** How their help shows them. */
export const workspaceOptionsHelp = `  --folder, -C DIR    The workspace, or a folder in it (default: the current folder)
  --org ID|NAME       Whose functions (default: your first organisation)

It goes to the platform that "atelier serve" runs on this machine, or to $API_HOST as $CLEVER_TOKEN and $CLEVER_SECRET.
`;

/** The workspace around a folder, as an absolute path; the folder itself where there is none, which whoever reads it refuses. */
export async function workspaceAt(folder = '.'): Promise<string> {
  const place = resolve(folder);
  return (await findWorkspace(place)) ?? place;
}

/** Where the command works and where it deploys to. Throws what `findCloudTarget` and `resolveOwner` throw. */
export async function findDeployContext(
  options: { readonly folder?: string | undefined; readonly org?: string | undefined },
  { environment }: CommandIo,
): Promise<DeployContext> {
  keepToolchainsIn(defaultHome(environment));
  const client = await createFollowingClient(environment);
  const ownerId = await resolveOwner(client, options.org);
  const folder = await workspaceAt(options.folder);
  return { folder, target: { client, ownerId }, environment, ...(await findKeptSecrets(environment)) };
}
