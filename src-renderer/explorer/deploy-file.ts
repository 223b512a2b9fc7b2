import { platformOfFile } from '../../src-main/contract/platform-code.ts';
import { rpc } from '../rpc/client.ts';

/**
 * Deploys a file that the user chose or dropped; gives the id of the deployment. WebAssembly is recognised by its
 * content, so its platform code is a formality. Rejects where the name says no language that we know.
 */
export async function deployFile(functionId: string, file: File): Promise<string> {
  const platform = file.name.endsWith('.wasm') ? 'RUST' : platformOfFile(file.name);
  if (platform === undefined)
    throw new Error(
      `${file.name} is none of the kinds that can be deployed: .js, .mjs, .ts, .rs, .go or .wasm.`,
    );
  const { id } = await rpc.deployments.deploy({ functionId, platform, bytes: file });
  return id;
}
