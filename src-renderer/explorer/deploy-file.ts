import { type Platform, platformOfFile } from '../../src-main/contract/platform-code.ts';
import { rpc } from '../rpc/client.ts';

/**
 * The platform code of a file by its name; WebAssembly is recognised by its content, so that its code is a formality.
 * Throws where the name says no language that we know.
 */
export function requirePlatform(name: string): Platform {
  const platform = name.endsWith('.wasm') ? 'RUST' : platformOfFile(name);
  if (platform !== undefined) return platform;
  throw new Error(
    `${name} can't be deployed: a function is made of a .js, .mjs, .ts, .rs, .go or .wasm file.`,
  );
}

/** Deploys a file that the user chose or dropped; gives the id of the deployment. Rejects as `requirePlatform` throws. */
export async function deployFile(functionId: string, file: File): Promise<string> {
  const platform = requirePlatform(file.name);
  const { id } = await rpc.deployments.deploy({ functionId, platform, bytes: file });
  return id;
}
