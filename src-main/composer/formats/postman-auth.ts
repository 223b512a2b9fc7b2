import { z } from 'zod';
import type { RequestAuthentication } from '../draft.ts';

const parametersSchema = z.union([
  z.array(z.object({ key: z.string(), value: z.unknown().optional() })),
  z.record(z.string(), z.unknown()),
]);

/** Credentials as Postman 2.1 writes them, a list of parameters, and as 2.0 did, an object. */
export const authSchema = z.object({
  type: z.string(),
  basic: parametersSchema.nullish(),
  bearer: parametersSchema.nullish(),
});
export type PostmanAuth = z.infer<typeof authSchema>;

/** The credentials in our form. Throws for a kind that we don't know: without it, the request would be another. */
export function readAuth(auth: PostmanAuth | null): RequestAuthentication {
  switch (auth?.type) {
    case undefined:
    case 'noauth':
      return { kind: 'none' };
    case 'basic':
      return {
        kind: 'basic',
        user: parameter(auth?.basic, 'username'),
        password: parameter(auth?.basic, 'password'),
      };
    case 'bearer':
      return { kind: 'bearer', token: parameter(auth?.bearer, 'token') };
    default:
      throw new Error(
        `its authentication is of the kind "${auth?.type}", and basic and bearer are known here`,
      );
  }
}

/** Our credentials as Postman 2.1 writes them; undefined where there are none that could leave this machine. */
export function writeAuth(authentication: RequestAuthentication): PostmanAuth | undefined {
  switch (authentication.kind) {
    case 'none':
    case 'control-plane':
      return undefined;
    case 'basic':
      return {
        type: 'basic',
        basic: [
          { key: 'username', value: authentication.user },
          { key: 'password', value: authentication.password },
        ],
      };
    case 'bearer':
      return { type: 'bearer', bearer: [{ key: 'token', value: authentication.token }] };
  }
}

function parameter(parameters: z.infer<typeof parametersSchema> | null | undefined, name: string): string {
  if (parameters == null) return '';
  const value = Array.isArray(parameters)
    ? parameters.find(({ key }) => key === name)?.value
    : parameters[name];
  return typeof value === 'string' ? value : '';
}
