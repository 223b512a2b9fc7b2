import { z } from 'zod';
import { type RequestBody, type RequestDraft, requestDraftSchema } from '../../contract/rpc/requests.ts';
import { formType } from '../content-type.ts';
import { createDraft, createRow } from '../draft.ts';
import { liftHeaders } from '../lift-headers.ts';
import { readTextBody } from '../read-text-body.ts';
import { type Imported, importOne } from './import-problem.ts';

/** The part of HAR 1.2 that requests are made of. Programs leave out and add what they like. */
export const harSchema = z.object({ log: z.object({ entries: z.array(z.unknown()) }) });

const paramSchema = z.object({
  name: z.string(),
  value: z.string().default(''),
  fileName: z.string().nullish(),
});
const entrySchema = z.object({
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
    postData: z
      .object({
        mimeType: z.string().default(''),
        text: z.string().nullish(),
        params: z.array(paramSchema).nullish(),
        _encoding: z.string().nullish(),
      })
      .nullish(),
  }),
});
type PostData = NonNullable<z.infer<typeof entrySchema>['request']['postData']>;

/** Headers that say how a request was sent, and not what it is; HTTP/2 writes its own with a colon. */
const transportHeader = /^(:.*|host|connection|content-length|transfer-encoding)$/i;

/** The requests of a HAR file. */
export function importHar({ log }: z.infer<typeof harSchema>): Imported {
  const imported: Imported = { drafts: [], problems: [] };
  const entries = log.entries.filter((entry) => !isElsewhere(entry));
  const others = log.entries.length - entries.length;
  if (others > 0)
    imported.problems.push(
      `${others === 1 ? 'One entry is no request over HTTP' : `${others} entries are no requests over HTTP`} and ${others === 1 ? 'was' : 'were'} left out: sockets, data and the like.`,
    );
  for (const [index, entry] of entries.entries())
    importOne(imported, `Entry ${index + 1}`, () => readEntry(entrySchema.parse(entry)));
  return imported;
}

const elsewhereSchema = z.object({
  request: z.object({
    url: z.string().regex(/^(?:about|blob|chrome-extension|data|file|moz-extension|wss?):/i),
  }),
});

/** Browsers also list what did not go over the network, or not as requests. */
function isElsewhere(entry: unknown): boolean {
  return elsewhereSchema.safeParse(entry).success;
}

function readEntry({ request }: z.infer<typeof entrySchema>): RequestDraft {
  const { method, url, postData } = request;
  const rows = request.headers
    .filter(({ name }) => !transportHeader.test(name))
    .map(({ name, value }) => createRow(name, value));
  const body = postData == null ? ({ kind: 'none' } as const) : readPostData(postData);
  return requestDraftSchema.parse(createDraft({ method, url, body, ...liftHeaders(rows, body) }));
}

function readPostData({ mimeType, text, params, _encoding }: PostData): RequestBody {
  const contentType = mimeType === '' ? null : mimeType;
  if (text != null && text !== '')
    return readTextBody(_encoding === 'base64' ? Buffer.from(text, 'base64').toString() : text, contentType);
  if (params == null || params.length === 0) return { kind: 'none' };
  if (mimeType.startsWith(formType))
    return { kind: 'form', rows: params.map(({ name, value }) => createRow(decode(name), decode(value))) };
  const parts = params.map(({ name, value, fileName }) => ({
    ...createRow(name, fileName == null ? value : ''),
    file: fileName ?? null,
  }));
  return { kind: 'multipart', parts };
}

/** Browsers write the parameters of forms as they were sent. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
