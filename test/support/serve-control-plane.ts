import { createControlPlaneApp } from '../../src-main/control-plane/http/app.ts';
import { serveControlPlane } from '../../src-main/control-plane/http/listen.ts';
import { type ControlPlaneHarness, openControlPlane } from './control-plane.ts';

export interface ServedControlPlane extends ControlPlaneHarness {
  readonly url: string;
}

/** A control plane as `openControlPlane` gives it, behind its real HTTP server on a free port. */
export async function serveForTest(
  ...parameters: Parameters<typeof openControlPlane>
): Promise<ServedControlPlane> {
  const harness = openControlPlane(...parameters);
  const server = await serveControlPlane({ app: createControlPlaneApp(harness.plane), port: 0 });
  return {
    ...harness,
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server.close();
      await harness[Symbol.asyncDispose]();
    },
  };
}
