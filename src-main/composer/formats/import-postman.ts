import { z } from 'zod';
import {
  mostRedirects,
  type RequestDraft,
  requestDraftSchema,
  usualRedirects,
} from '../../contract/rpc/requests.ts';
import { createDraft, isHeader } from '../draft.ts';
import { liftHeaders } from '../lift-headers.ts';
import { type Imported, importOne, listNames } from './import-problem.ts';
import { authSchema, type PostmanAuth, readAuth } from './postman-auth.ts';
import { bodySchema, readBody, rowSchema, text, toRow } from './postman-body.ts';
import { readUrl, urlSchema } from './postman-url.ts';

const variableSchema = z.object({ key: z.string(), value: text });
const eventsSchema = z
  .array(z.object({ script: z.object({ exec: z.union([z.string(), z.array(z.string())]) }) }))
  .nullish()
  .catch(null);
const nodeSchema = z.object({
  name: z.string().default(''),
  auth: authSchema.nullish(),
  event: eventsSchema,
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
  event: eventsSchema,
  variable: z.array(z.unknown()).nullish(),
});

const requestSchema = z.object({
  method: z.string().default('GET'),
  url: urlSchema.default(''),
  header: z.union([z.array(rowSchema), z.string()]).nullish(),
  body: bodySchema.nullish(),
  auth: authSchema.nullish(),
});

/** What is not carried over: names of where it was. */
interface LeftOut {
  readonly scripts: string[];
  /** By the kind of the credentials. */
  readonly credentials: Map<string, string[]>;
}

/**
 * The requests of a Postman collection, those in folders under `folder / name`. They keep `{{name}}` for variables; what
 * the collection gives these is told in a line, ready to be put into a `.http` file. Lines also say what is not carried
 * over: scripts, and credentials of kinds that are not known here.
 */
export function importPostman(collection: z.infer<typeof postmanSchema>): Imported {
  const imported: Imported = { drafts: [], problems: [] };
  const leftOut: LeftOut = { scripts: [], credentials: new Map() };
  if (hasScript(collection.event)) leftOut.scripts.push(collection.info.name || 'the collection');
  importItems(imported, leftOut, collection.item, { folders: [], auth: collection.auth ?? null });
  imported.problems.push(...linesOf(leftOut));
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

function importItems(
  imported: Imported,
  leftOut: LeftOut,
  items: readonly unknown[],
  { folders, auth }: Surroundings,
): void {
  for (const [index, item] of items.entries()) {
    const node = nodeSchema.safeParse(item).data;
    const path = [...folders, node?.name || `item ${index + 1}`];
    const name = path.join(' / ');
    const inherited = node?.auth ?? auth;
    if (hasScript(node?.event)) leftOut.scripts.push(name);
    if (node?.item != null) importItems(imported, leftOut, node.item, { folders: path, auth: inherited });
    else importOne(imported, name, () => readRequest(nodeSchema.parse(item), name, inherited, leftOut));
  }
}

function readRequest(
  { request, protocolProfileBehavior }: z.infer<typeof nodeSchema>,
  name: string,
  inherited: PostmanAuth | null,
  leftOut: LeftOut,
): RequestDraft {
  const { method, url, header, body, auth } = requestSchema.parse(
    typeof request === 'string' ? { url: request } : request,
  );
  const own = readAuth(auth ?? inherited);
  const rows = (typeof header === 'string' ? readHeaderText(header) : (header ?? [])).map(toRow);
  if (own.header !== null) rows.push(own.header);
  const contentType = rows.find((row) => row.enabled && isHeader(row, 'content-type'))?.value ?? null;
  const read = readBody(body ?? null, contentType);
  const lifted = liftHeaders(rows, read);
  const draft = requestDraftSchema.parse(
    createDraft({
      name,
      method: method.toUpperCase(),
      ...readUrl(url, own.parameter),
      headers: lifted.headers,
      body: read,
      authentication: own.authentication.kind === 'none' ? lifted.authentication : own.authentication,
      httpVersion: protocolProfileBehavior?.protocolVersion === 'http2' ? '2' : '1.1',
      redirects: readRedirects(protocolProfileBehavior),
    }),
  );
  if (own.unknown !== null)
    leftOut.credentials.set(own.unknown, [...(leftOut.credentials.get(own.unknown) ?? []), name]);
  return draft;
}

function hasScript(events: z.infer<typeof eventsSchema>): boolean {
  return (events ?? []).some(({ script }) => [script.exec].flat().join('').trim() !== '');
}

function linesOf({ scripts, credentials }: LeftOut): string[] {
  const lines = [...credentials].map(
    ([kind, names]) =>
      `Authentication of the kind "${kind}" is not known here, and was left out of ${listNames(names)}.`,
  );
  if (scripts.length > 0) lines.push(`Scripts do not run here, and were left out of ${listNames(scripts)}.`);
  return lines;
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
