import type { RequestBody, RequestDraft, RequestRow } from '../../contract/rpc/requests.ts';
import { typeOfBody } from '../content-type.ts';
import { createRow, headerOf } from '../draft.ts';
import { writeAuth } from './postman-auth.ts';

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** Requests as a Postman collection 2.1, with their variables in them. */
export function exportPostman(drafts: readonly RequestDraft[], name: string): string {
  const collection = { info: { name, schema }, item: drafts.map(writeItem), variable: [] };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

function writeItem(draft: RequestDraft) {
  const { name, method, url, headers, body, authentication } = draft;
  const contentType = headerOf(headers, 'content-type') === null ? typeOfText(body) : null;
  const rows = [...headers, ...(contentType === null ? [] : [createRow('Content-Type', contentType)])];
  const auth = writeAuth(authentication);
  return {
    name: name || `${method} ${url}`,
    request: {
      ...(auth && { auth }),
      method,
      header: rows.map(writeRow),
      ...(body.kind === 'none' ? {} : { body: writeBody(body) }),
      url: { raw: url },
    },
    response: [],
  };
}

/** Postman adds the types of forms by itself. */
function typeOfText(body: RequestBody): string | null {
  return body.kind === 'text' || body.kind === 'file' ? typeOfBody(body, '') : null;
}

function writeBody(body: Exclude<RequestBody, { kind: 'none' }>) {
  switch (body.kind) {
    case 'text':
      return {
        mode: 'raw',
        raw: body.text,
        ...(body.contentType === 'application/json' && { options: { raw: { language: 'json' } } }),
      };
    case 'form':
      return { mode: 'urlencoded', urlencoded: body.rows.map(writeRow) };
    case 'multipart':
      return {
        mode: 'formdata',
        formdata: body.parts.map((part) => {
          const { value, ...row } = writeRow(part);
          return part.file === null
            ? { ...row, type: 'text', value }
            : { ...row, type: 'file', src: part.file };
        }),
      };
    case 'file':
      return { mode: 'file', file: { src: body.path } };
  }
}

function writeRow({ name, value, enabled }: RequestRow) {
  return { key: name, value, ...(enabled ? {} : { disabled: true }) };
}
