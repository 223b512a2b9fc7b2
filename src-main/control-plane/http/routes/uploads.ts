import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ControlPlane } from '../../control-plane.ts';
import { receiveUpload, type UploadedBody } from '../../uploads.ts';
import { json, parameter, type Route } from '../api.ts';
import { requestBytes } from '../request-body.ts';
import { documented } from '../schemas.ts';

const path = '/uploads/{token}';

/** The pre-signed URL of an upload, at the address under which the caller reached us. */
export function uploadUrl(context: Context, token: string): string {
  return new URL(path.replace('{token}', encodeURIComponent(token)), context.req.url).href;
}

/** The door for uploads. Its URL is the credential; clients send any content type, whatever the bytes are. */
export function uploadRoutes(plane: ControlPlane): Route[] {
  return [
    {
      method: 'put',
      path,
      operation: 'upload',
      tag: 'Deployments',
      summary: 'Takes the source, module or archive of a deployment; the URL works once',
      secured: false,
      body: {
        description: 'The raw bytes',
        required: true,
        content: { '*/*': { schema: z.string().meta({ format: 'binary' }) } },
      },
      answers: { 200: json(documented.Release, 'The release that the upload became') },
      refusals: [400, 404, 409, 410, 413],
      door: async (c) => c.json(await receiveUpload(plane, parameter(c, 'token'), uploadedBody(c))),
    },
  ];
}

function uploadedBody({ req }: Context): UploadedBody {
  const announced = req.header('content-length');
  return { bytes: requestBytes(req), announcedSize: announced === undefined ? null : Number(announced) };
}
