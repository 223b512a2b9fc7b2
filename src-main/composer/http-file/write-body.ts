import type { RequestBody } from '../../contract/rpc/requests.ts';
import { writeForm } from '../form-text.ts';
import { writeMultipart } from '../multipart-text.ts';

/** The lines of a body in a `.http` file; none where there is nothing to send. */
export function writeBody(body: RequestBody, boundary: string): string[] {
  const text = textOf(body, boundary).replaceAll('\r\n', '\n').trimEnd();
  return text === '' ? [] : text.split('\n');
}

function textOf(body: RequestBody, boundary: string): string {
  switch (body.kind) {
    case 'none':
      return '';
    case 'text':
      return body.text;
    case 'form':
      return writeForm(body.rows, '\n&');
    case 'multipart':
      return writeMultipart(body.parts, boundary);
    case 'file':
      return body.path === '' ? '' : `< ${body.path}`;
  }
}
