import { z } from 'zod';
import { type RequestDraft, requestDraftSchema } from '../../contract/rpc/requests.ts';
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
  z.object({ raw: z.string(), variable: z.array(variableSchema.partial()).nullish() }),
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
        readRequest(nodeSchema.parse(item).request, path.join(' / '), inherited),
      );
  }
}

function readRequest(request: unknown, name: string, inherited: PostmanAuth | null): RequestDraft {
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
      url: readUrl(url),
      headers: lifted.headers,
      body: read,
      authentication: own.kind === 'none' ? lifted.authentication : own,
    }),
  );
}

/** `:name` in the path stands for a value that the address brings along. */
function readUrl(url: z.infer<typeof urlSchema>): string {
  if (typeof url === 'string') return url;
  const values = new Map((url.variable ?? []).map(({ key, value }) => [key, value]));
  return url.raw.replaceAll(/(?<=\/):([\w.-]+)(?=[/?#]|$)/g, (segment, name) => values.get(name) || segment);
}

function readHeaderText(header: string) {
  return header.split('\n').flatMap((line) => {
    const [, key, value] = /^([^:]+):\s*(.*?)\s*$/.exec(line) ?? [];
    return key === undefined ? [] : [{ key: key.trim(), value: value ?? '' }];
  });
}
