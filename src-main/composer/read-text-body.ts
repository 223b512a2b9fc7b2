import type { RequestBody } from '../contract/rpc/requests.ts';
import { boundaryOf, formType } from './content-type.ts';
import { parseForm } from './form-text.ts';
import { parseMultipart } from './multipart-text.ts';

/** The body that a text of some type is: the fields of a form where they give the text again, otherwise the text. */
export function readTextBody(text: string, contentType: string | null): RequestBody {
  const rows = contentType === formType ? parseForm(text) : null;
  if (rows !== null && rows.length > 0) return { kind: 'form', rows };
  const boundary = boundaryOf(contentType);
  const parts = boundary === null ? null : parseMultipart(text.replaceAll('\r\n', '\n'), boundary);
  return parts === null ? { kind: 'text', text, contentType } : { kind: 'multipart', parts };
}
