import { z } from 'zod';
import type { RequestBody, RequestRow } from '../../contract/rpc/requests.ts';
import type { MultipartPart } from '../draft.ts';
import { readTextBody } from '../read-text-body.ts';

/** Values may be numbers or missing. */
export const text = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .default('')
  .transform((value) => (value === null ? '' : String(value)));

/** A header or a field of a form. */
export const rowSchema = z.object({
  key: z.string().nullish(),
  value: text,
  disabled: z.boolean().nullish(),
});
const partSchema = rowSchema.extend({
  type: z.string().nullish(),
  src: z.union([z.string(), z.array(z.string()), z.null()]).optional(),
});

/** A body of Postman 2.1, of whichever mode. */
export const bodySchema = z.object({
  mode: z.string().nullish(),
  raw: z.string().nullish(),
  urlencoded: z.array(rowSchema).nullish(),
  formdata: z.array(partSchema).nullish(),
  file: z.object({ src: z.string().nullish() }).nullish(),
  graphql: z.object({ query: z.string().nullish(), variables: z.string().nullish() }).nullish(),
  options: z.object({ raw: z.object({ language: z.string().nullish() }).nullish() }).nullish(),
  disabled: z.boolean().nullish(),
});
type PostmanBody = z.infer<typeof bodySchema>;

const typesByLanguage: Readonly<Record<string, string>> = {
  html: 'text/html',
  javascript: 'application/javascript',
  json: 'application/json',
  text: 'text/plain',
  xml: 'application/xml',
};

/** The body in our form; `contentType` is that of its header. */
export function readBody(body: PostmanBody | null, contentType: string | null): RequestBody {
  if (body === null || body.disabled === true) return { kind: 'none' };
  switch (body.mode) {
    case 'raw': {
      if (body.raw == null || body.raw === '') return { kind: 'none' };
      return readTextBody(
        body.raw,
        contentType ?? typesByLanguage[body.options?.raw?.language ?? ''] ?? null,
      );
    }
    case 'urlencoded':
      return { kind: 'form', rows: (body.urlencoded ?? []).map(toRow) };
    case 'formdata':
      return { kind: 'multipart', parts: (body.formdata ?? []).flatMap(toParts) };
    case 'file':
      return { kind: 'file', path: body.file?.src ?? '', contentType };
    case 'graphql':
      return { kind: 'text', text: graphqlText(body), contentType: contentType ?? 'application/json' };
    default:
      return { kind: 'none' };
  }
}

/** A row in our form. */
export function toRow({ key, value, disabled }: z.input<typeof rowSchema>): RequestRow {
  return { name: key ?? '', value: String(value ?? ''), enabled: disabled !== true };
}

/** A part of several files is one for each. */
function toParts(part: z.infer<typeof partSchema>): MultipartPart[] {
  const row = toRow(part);
  if (part.type !== 'file') return [{ ...row, file: null }];
  const files = [part.src ?? ''].flat();
  return (files.length === 0 ? [''] : files).map((file) => ({ ...row, value: '', file }));
}

function graphqlText({ graphql }: PostmanBody): string {
  const variables = graphql?.variables?.trim() || '{}';
  return `{"query":${JSON.stringify(graphql?.query ?? '')},"variables":${variables}}`;
}
