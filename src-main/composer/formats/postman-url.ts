import { z } from 'zod';
import type { RequestDraft, RequestRow } from '../../contract/rpc/requests.ts';
import { rowSchema, text } from './postman-body.ts';

const partsSchema = z
  .union([z.string(), z.array(z.union([z.string(), z.object({ value: text })]))])
  .nullish();

/** An address of Postman: as it is written, in its parts, or both. */
export const urlSchema = z.union([
  z.string(),
  z
    .object({
      raw: z.string().nullish(),
      protocol: z.string().nullish(),
      host: partsSchema,
      port: text,
      path: partsSchema,
      query: z.array(rowSchema).nullish(),
      variable: z.array(z.object({ key: z.string().nullish(), value: text })).nullish(),
    })
    .refine(({ raw, host }) => raw != null || host != null, 'it has neither raw nor host'),
]);
type PostmanUrl = Exclude<z.infer<typeof urlSchema>, string>;

/**
 * The address, with the values of its `:name` segments and what of its query is switched off; `parameter` is one more
 * of its query.
 */
export function readUrl(
  url: z.infer<typeof urlSchema>,
  parameter: RequestRow | null,
): Pick<RequestDraft, 'url' | 'pathParameters' | 'disabledParameters'> {
  const added = parameter === null ? '' : `${parameter.name}=${parameter.value}`;
  if (typeof url === 'string')
    return { url: withParameter(url, added), pathParameters: [], disabledParameters: [] };
  const disabled = (url.query ?? []).filter((row) => row.disabled === true);
  return {
    url: withParameter(url.raw ?? joinParts(url), added),
    pathParameters: (url.variable ?? []).map(nameAndValue),
    disabledParameters: disabled.map(nameAndValue),
  };
}

function nameAndValue({ key, value }: { key?: string | null | undefined; value: string }) {
  return { name: key ?? '', value };
}

/** What programs that make collections leave unsaid. */
function joinParts({ protocol, host, port, path, query }: PostmanUrl): string {
  const start = protocol == null || protocol === '' ? '' : `${protocol}://`;
  const place = `${start}${join(host, '.')}${port === '' ? '' : `:${port}`}`;
  const sent = (query ?? []).filter((row) => row.disabled !== true);
  const pairs = sent.map(({ key, value }) => `${key ?? ''}=${value}`);
  return `${place}/${join(path, '/').replace(/^\//, '')}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}

function join(parts: z.infer<typeof partsSchema>, separator: string): string {
  if (parts == null || typeof parts === 'string') return parts ?? '';
  return parts.map((part) => (typeof part === 'string' ? part : part.value)).join(separator);
}

function withParameter(url: string, pair: string): string {
  if (pair === '') return url;
  const [, base = '', fragment = ''] = /^([^#]*)(#.*)?$/s.exec(url) ?? [];
  return `${base}${base.includes('?') ? '&' : '?'}${pair}${fragment}`;
}
