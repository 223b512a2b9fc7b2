import { z } from 'zod';
import type { RequestRow } from '../../contract/rpc/requests.ts';
import { createRow, type RequestAuthentication } from '../draft.ts';

const parametersSchema = z.union([
  z.array(z.object({ key: z.string(), value: z.unknown().optional() })),
  z.record(z.string(), z.unknown()),
]);

/** Credentials as Postman 2.1 writes them, a list of parameters, and as 2.0 did, an object. */
export const authSchema = z.object({
  type: z.string(),
  basic: parametersSchema.nullish(),
  bearer: parametersSchema.nullish(),
  apikey: parametersSchema.nullish(),
});
export type PostmanAuth = z.infer<typeof authSchema>;

/** What credentials are in a request of ours. */
interface ReadAuth {
  readonly authentication: RequestAuthentication;
  /** An API key is a header, or a parameter of the address. */
  readonly header: RequestRow | null;
  readonly parameter: RequestRow | null;
  /** The kind of credentials that are not known here, and left out. */
  readonly unknown: string | null;
}

const none: ReadAuth = { authentication: { kind: 'none' }, header: null, parameter: null, unknown: null };

/** The credentials in our form. */
export function readAuth(auth: PostmanAuth | null): ReadAuth {
  switch (auth?.type) {
    case undefined:
    case 'noauth':
      return none;
    case 'basic': {
      const [user, password] = [parameter(auth?.basic, 'username'), parameter(auth?.basic, 'password')];
      return { ...none, authentication: { kind: 'basic', user, password } };
    }
    case 'bearer':
      return { ...none, authentication: { kind: 'bearer', token: parameter(auth?.bearer, 'token') } };
    case 'apikey': {
      const row = createRow(parameter(auth?.apikey, 'key'), parameter(auth?.apikey, 'value'));
      return parameter(auth?.apikey, 'in') === 'query'
        ? { ...none, parameter: row }
        : { ...none, header: row };
    }
    default:
      return { ...none, unknown: auth?.type ?? null };
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
