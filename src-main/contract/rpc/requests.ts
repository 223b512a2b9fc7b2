import { z } from 'zod';

const row = z.object({ name: z.string(), value: z.string(), enabled: z.boolean().default(true) });
export type RequestRow = z.infer<typeof row>;

export const requestBodySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('text'), text: z.string(), contentType: z.string().nullable() }),
  z.object({ kind: z.literal('form'), rows: z.array(row) }),
  z.object({
    kind: z.literal('multipart'),
    parts: z.array(row.extend({ file: z.string().nullable().default(null) })),
  }),
  z.object({ kind: z.literal('file'), path: z.string(), contentType: z.string().nullable() }),
]);
export type RequestBody = z.infer<typeof requestBodySchema>;

export const requestAuthenticationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('basic'), user: z.string(), password: z.string() }),
  z.object({ kind: z.literal('bearer'), token: z.string() }),
  /** The local platform's own credentials, never shown to the renderer. */
  z.object({ kind: z.literal('control-plane') }),
]);

const parameter = z.object({ name: z.string(), value: z.string() });

/** How many redirects a request follows that follows them at all, unless it says another number. */
export const usualRedirects = 10;
/** How many it may follow at most. */
export const mostRedirects = 50;

/** A request as the composer edits it; `{{name}}` stands for a variable in every text. */
export const requestDraftSchema = z.object({
  name: z.string(),
  method: z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'a method is one word'),
  url: z.string(),
  /** Values of the address's `:name` segments. */
  pathParameters: z.array(parameter).default([]),
  /** Parameters of the query that are switched off, for which the address has no place. */
  disabledParameters: z.array(parameter).default([]),
  headers: z.array(row),
  body: requestBodySchema,
  authentication: requestAuthenticationSchema,
  /** What is spoken: `2` is agreed on by TLS, and taken for granted on http://. */
  httpVersion: z.enum(['1.1', '2']).default('1.1'),
  /** How many redirects are followed before the request fails; 0 shows the redirect itself. */
  redirects: z.int().min(0).max(mostRedirects).default(0),
  /** Milliseconds; 0 waits for ever. */
  timeout: z.int().min(0).default(0),
});
export type RequestDraft = z.infer<typeof requestDraftSchema>;

export const variableSchema = z.object({
  name: z.string(),
  value: z.string(),
  /** Where the value comes from: `file`, `environment`, `.env`, `secret`, `built-in`. */
  origin: z.string(),
  secret: z.boolean().default(false),
});
export type Variable = z.infer<typeof variableSchema>;

/** What was really sent and what came back. Bodies are pulled separately, in pieces. Durations in milliseconds. */
export const exchangeSchema = z.object({
  id: z.string(),
  /** The saved or scratch request it was sent from; null once that is gone. */
  requestKey: z.string().nullable(),
  name: z.string(),
  sentAt: z.string(),
  state: z.enum(['sending', 'receiving', 'done', 'failed', 'cancelled']),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.array(z.tuple([z.string(), z.string()])),
    bodySize: z.int(),
  }),
  response: z
    .object({
      status: z.int(),
      statusText: z.string(),
      httpVersion: z.string(),
      headers: z.array(z.tuple([z.string(), z.string()])),
      bodySize: z.int(),
      contentType: z.string().nullable(),
    })
    .nullable(),
  /** The answers that redirected it before this one, and where to. */
  redirects: z.array(z.object({ status: z.int(), location: z.string() })).default([]),
  /** Why there is no response: what happened, and what to do. */
  failure: z.object({ code: z.string(), message: z.string(), hint: z.string().nullable() }).nullable(),
  timing: z.object({
    connect: z.number().nullable(),
    firstByte: z.number().nullable(),
    download: z.number().nullable(),
    total: z.number().nullable(),
  }),
  /** The invocation behind it, when a local function answered. */
  invocationId: z.string().nullable(),
  pinned: z.boolean(),
  label: z.string().nullable(),
});
export type Exchange = z.infer<typeof exchangeSchema>;

/** A saved request: the `index`-th of an `.http` file of a project. */
export const savedRequestSchema = z.object({
  /** Made of its file and its name, or of what it asks for where it has none: its place in the file does not matter. */
  key: z.string(),
  projectId: z.string(),
  path: z.string(),
  index: z.int(),
  /** A digest of the request's own lines; given back, it keeps a save off a request that somebody else has changed. */
  version: z.string(),
  draft: requestDraftSchema,
  /** `# @name value` lines and other comments that are not ours, kept as they are. */
  directives: z.array(z.tuple([z.string(), z.string()])),
});
export type SavedRequest = z.infer<typeof savedRequestSchema>;
