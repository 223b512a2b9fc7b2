import type { Deployment } from '../contract/deployment.ts';
import { describeSize } from '../contract/describe-size.ts';
import { AtelierError } from '../contract/errors.ts';
import type { Release } from '../contract/release.ts';
import { recogniseContent, recognisedBytes } from '../registry/recognise-content.ts';
import type { ControlPlaneContext } from './context.ts';
import { createIdentifier } from './identifiers.ts';

/** Allows one upload for a deployment and gives the token of its pre-signed URL. */
export function createUpload(context: ControlPlaneContext, deploymentId: string): string {
  const { store, limits, uploadSigner, now } = context;
  const id = createIdentifier('upload');
  const expiresAt = new Date(now().getTime() + limits.uploadLifetime).toISOString();
  store.uploads.insert({ id, deploymentId, expiresAt, maxBytes: limits.upload });
  return uploadSigner.sign({ uploadId: id, expiresAt });
}

/** What arrives at a pre-signed URL. */
export interface UploadedBody {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** The length that the sender announced; null where it did not. */
  readonly announcedSize: number | null;
}

/**
 * Takes an upload: streams it into the registry and makes it the next release of its function. An upload that fails
 * can be tried again with the same URL.
 *
 * Throws `forbidden` for a token that is not ours, `gone` for one that expired or was used, `not-found` where the
 * deployment was deleted, `conflict` where it was cancelled, `too-large`, and `invalid-input` for a body that is empty
 * or ends early.
 */
export async function receiveUpload(
  context: ControlPlaneContext,
  token: string,
  body: UploadedBody,
): Promise<Release> {
  const { store, objects, uploadSigner, pipeline, now } = context;
  const { uploadId } = uploadSigner.verify(token);
  const upload = store.uploads.find(uploadId);
  if (upload === undefined) throw deploymentGone();
  if (body.announcedSize !== null && body.announcedSize > upload.maxBytes) throw tooLarge(upload.maxBytes);
  if (!store.uploads.claim(uploadId, now().toISOString()))
    throw new AtelierError(
      'gone',
      'This upload URL was used already. Make a new deployment to upload again.',
    );
  try {
    beginUploadStep(context, upload.deploymentId);
    const head = new Uint8Array(recognisedBytes);
    const { durable, ...stored } = await objects.writeStream(watched(body.bytes, head), {
      bytes: upload.maxBytes,
    });
    if (stored.size === 0)
      throw new AtelierError(
        'invalid-input',
        'The upload is empty. Send the source or the module as the body.',
      );
    const content = recogniseContent(head.subarray(0, stored.size));
    pipeline.anticipate(waitingDeployment(context, upload.deploymentId), { digest: stored.digest, content });
    await durable;
    return createRelease(context, upload.deploymentId, { ...stored, content });
  } catch (error) {
    pipeline.cancel(upload.deploymentId);
    failUploadStep(context, upload.deploymentId, error);
    store.uploads.releaseClaim(uploadId);
    throw error;
  }
}

/** Gives back the uploads that a crash interrupted, so that their URLs can be used again. */
export function reopenInterruptedUploads({ store }: ControlPlaneContext): void {
  for (const { id, releaseId } of store.deployments.listByStatus('WAITING_FOR_UPLOAD')) {
    const upload = releaseId === null ? store.uploads.ofDeployment(id) : undefined;
    if (upload !== undefined) store.uploads.releaseClaim(upload.id);
  }
}

function createRelease(
  context: ControlPlaneContext,
  deploymentId: string,
  upload: Pick<Release, 'digest' | 'size' | 'content'>,
): Release {
  const { store, journal, now } = context;
  return store.transaction(() => {
    const deployment = waitingDeployment(context, deploymentId);
    const { functionId, platform, status } = deployment;
    const release: Release = {
      id: createIdentifier('release'),
      functionId,
      number: store.releases.nextNumber(functionId),
      platform,
      ...upload,
      wasmDigest: null,
      wasmSize: null,
      toolchain: null,
      facts: null,
      createdAt: now().toISOString(),
    };
    store.releases.insert(release);
    journal.setStatus(deployment, { status, releaseId: release.id });
    journal.log(
      deployment,
      'upload',
      `${release.size} bytes, recognised as ${release.content}: ${release.id}\n`,
    );
    journal.endStep(deployment, 'upload', 'done');
    return release;
  });
}

function beginUploadStep(context: ControlPlaneContext, deploymentId: string): void {
  context.journal.startStep(waitingDeployment(context, deploymentId), 'upload');
}

/** The deployment that an upload is for, which may have been ended while the bytes were on their way. */
function waitingDeployment({ store }: ControlPlaneContext, deploymentId: string): Deployment {
  const deployment = store.deployments.find(deploymentId);
  if (deployment === undefined) throw deploymentGone();
  if (deployment.status === 'WAITING_FOR_UPLOAD') return deployment;
  throw new AtelierError(
    'conflict',
    `Deployment ${deploymentId} takes no upload any more: it is ${deployment.status}. Make a new deployment.`,
  );
}

function failUploadStep({ store, journal }: ControlPlaneContext, deploymentId: string, error: unknown): void {
  const deployment = store.deployments.find(deploymentId);
  if (deployment?.status !== 'WAITING_FOR_UPLOAD') return;
  journal.log(deployment, 'upload', `${error instanceof Error ? error.message : error}\n`);
  journal.endStep(deployment, 'upload', 'failed');
}

/** Passes the bytes on, keeps the first of them in `head`, and says in our words when the sender goes away. */
async function* watched(bytes: AsyncIterable<Uint8Array>, head: Uint8Array): AsyncGenerator<Uint8Array> {
  let seen = 0;
  try {
    for await (const chunk of bytes) {
      if (seen < head.length) head.set(chunk.subarray(0, head.length - seen), seen);
      seen += chunk.length;
      yield chunk;
    }
  } catch (cause) {
    throw new AtelierError('invalid-input', 'The upload ended before it was complete. Send it again.', {
      cause,
    });
  }
}

function deploymentGone(): AtelierError {
  return new AtelierError('not-found', 'The deployment of this upload was deleted.');
}

function tooLarge(maxBytes: number): AtelierError {
  return new AtelierError(
    'too-large',
    `The upload is larger than the ${describeSize(maxBytes)} that are allowed.`,
    {
      details: { maxBytes },
    },
  );
}
