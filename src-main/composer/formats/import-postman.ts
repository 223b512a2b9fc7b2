import { z } from 'zod';
import {
  mostRedirects,
  type RequestDraft,
  requestDraftSchema,
  usualRedirects,
} from '../../contract/rpc/requests.ts';
import { createDraft, isHeader } from '../draft.ts';
import { liftHeaders } from '../lift-headers.ts';
import { type Imported, importOne } from './import-problem.ts';
import { authSchema, type PostmanAuth, readAuth } from './postman-auth.ts';
import { bodySchema, readBody, rowSchema, text, toRow } from './postman-body.ts';

const variableSchema = z.object({ key: z.string(), value: text });
const nodeSchema = z.object({
  name: z.string().default(''),
  auth: authSchema.nullish(),
  item: z.array(z.unknown()).nullish(),
  request: z.unknown().optional(),
  protocolProfileBehavior: z
    .object({
      followRedirects: z.boolean().nullish(),
      maxRedirects: z.int().nullish(),
      protocolVersion: z.string().nullish(),
    })
    .nullish(),
});

/** The part of a Postman collection, version 2.0 or 2.1, that tells it from other JSON. */
export const postmanSchema = z.object({
  info: z.object({ name: z.string().default('') }),
  item: z.array(z.unknown()),
  auth: authSchema.nullish(),
  variable: z.array(z.unknown()).nullish(),
});

const urlSchema = z.union([
  z.string(),
  z.object({
    raw: z.string(),
    variable: z.array(variableSchema.partial()).nullish(),
    query: z.array(rowSchema).nullish(),
  }),
]);
const requestSchema = z.object({
  method: z.string().default('GET'),
  url: urlSchema.default(''),
  header: z.union([z.array(rowSchema), z.string()]).nullish(),
  body: bodySchema.nullish(),
  auth: authSchema.nullish(),
});

/**
 * The requests of a Postman collection, those in folders under `folder / name`. They keep `{{name}}` for variables; what
 * the collection gives these is told in a line, ready to be put into a `.http` file.
 */
export function importPostman(collection: z.infer<typeof postmanSchema>): Imported {
  const imported: Imported = { drafts: [], problems: [] };
  importItems(imported, collection.item, { folders: [], auth: collection.auth ?? null });
  const variables = (collection.variable ?? []).flatMap(
    (variable) => variableSchema.safeParse(variable).data ?? [],
  );
  if (variables.length > 0)
    imported.problems.push(
      `The collection has variables. Put them at the top of the .http file: ${variables.map(({ key, value }) => `@${key} = ${value}`).join('   ')}`,
    );
  return imported;
}

interface Surroundings {
  readonly folders: readonly string[];
  /** What requests without credentials of their own have. */
  readonly auth: PostmanAuth | null;
}

function importItems(imported: Imported, items: readonly unknown[], { folders, auth }: Surroundings): void {
  for (const [index, item] of items.entries()) {
    const node = nodeSchema.safeParse(item).data;
    const path = [...folders, node?.name || `item ${index + 1}`];
    const inherited = node?.auth ?? auth;
    if (node?.item != null) importItems(imported, node.item, { folders: path, auth: inherited });
    else
      importOne(imported, path.join(' / '), () =>
        readRequest(nodeSchema.parse(item), path.join(' / '), inherited),
      );
  }
}

function readRequest(
  { request, protocolProfileBehavior }: z.infer<typeof nodeSchema>,
  name: string,
  inherited: PostmanAuth | null,
): RequestDraft {
  const { method, url, header, body, auth } = requestSchema.parse(
    typeof request === 'string' ? { url: request } : request,
  );
  const rows = (typeof header === 'string' ? readHeaderText(header) : (header ?? [])).map(toRow);
  const contentType = rows.find((row) => row.enabled && isHeader(row, 'content-type'))?.value ?? null;
  const read = readBody(body ?? null, contentType);
  const lifted = liftHeaders(rows, read);
  const own = readAuth(auth ?? inherited);
  return requestDraftSchema.parse(
    createDraft({
      name,
      method: method.toUpperCase(),
      ...readUrl(url),
      headers: lifted.headers,
      body: read,
      authentication: own.kind === 'none' ? lifted.authentication : own,
      httpVersion: protocolProfileBehavior?.protocolVersion === 'http2' ? '2' : '1.1',
      redirects: readRedirects(protocolProfileBehavior),
    }),
  );
}

/** The address, with the values of its `:name` segments and what of its query is switched off. */
function readUrl(
  url: z.infer<typeof urlSchema>,
): Pick<RequestDraft, 'url' | 'pathParameters' | 'disabledParameters'> {
  if (typeof url === 'string') return { url, pathParameters: [], disabledParameters: [] };
  const nameAndValue = ({ key, value }: { key?: string | null | undefined; value?: string | undefined }) => ({
    name: key ?? '',
    value: value ?? '',
  });
  return {
    url: url.raw,
    pathParameters: (url.variable ?? []).map(nameAndValue),
    disabledParameters: (url.query ?? []).filter((row) => row.disabled === true).map(nameAndValue),
  };
}

/** Postman follows redirects unless it is told not to; only what was decided is taken over. */
function readRedirects(behavior: z.infer<typeof nodeSchema>['protocolProfileBehavior']): number {
  if (behavior?.followRedirects !== true) return 0;
  return Math.min(Math.max(behavior.maxRedirects ?? usualRedirects, 1), mostRedirects);
}

function readHeaderText(header: string) {
  return header.split('\n').flatMap((line) => {
    const [, key, value] = /^([^:]+):\s*(.*?)\s*$/.exec(line) ?? [];
    return key === undefined ? [] : [{ key: key.trim(), value: value ?? '' }];
  });
}
