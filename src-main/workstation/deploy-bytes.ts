import type { Deployment } from '../contract/deployment.ts';
import type { Platform } from '../contract/platform-code.ts';
import type { Binary } from '../contract/rpc/binary.ts';
import type { ControlPlane } from '../control-plane/control-plane.ts';
import { createDeployment, deleteDeployment } from '../control-plane/deployments.ts';
import type { FunctionAddress } from '../control-plane/functions.ts';
import { triggerDeployment } from '../control-plane/trigger-deployment.ts';
import { receiveUpload } from '../control-plane/uploads.ts';

/** Bytes that are hashed and written before others get their turn. */
const pieceSize = 1024 * 1024;

/**
 * Makes a deployment of these bytes, uploads and triggers it in one go. Where the upload is refused, no deployment
 * stays behind. Throws `forbidden`, `not-found`, `too-large`, `invalid-input`.
 */
export async function deployBytes(
  controlPlane: ControlPlane,
  address: FunctionAddress,
  platform: Platform,
  bytes: Binary,
): Promise<Deployment> {
  const { deployment, uploadToken } = createDeployment(controlPlane, address, { platform });
  const place = { ...address, deploymentId: deployment.id };
  try {
    const body = { bytes: chunksOf(bytes), announcedSize: bytes.size };
    await receiveUpload(controlPlane, uploadToken!, body);
  } catch (error) {
    await deleteDeployment(controlPlane, place);
    throw error;
  }
  return triggerDeployment(controlPlane, place);
}

async function* chunksOf(bytes: Binary): AsyncGenerator<Uint8Array> {
  const whole = new Uint8Array(await bytes.arrayBuffer());
  for (let start = 0; start < whole.length; start += pieceSize)
    yield whole.subarray(start, start + pieceSize);
}
