import type { RequestBody, RequestDraft, RequestRow } from '../../contract/rpc/requests.ts';
import { typeOfBody } from '../content-type.ts';
import { createRow, headerOf } from '../draft.ts';
import { writeAuth } from './postman-auth.ts';

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** Requests as a Postman collection 2.1, with their variables in them; what is called `folder / name` is in a folder. */
export function exportPostman(drafts: readonly RequestDraft[], name: string): string {
  const places = drafts.map((draft) => ({ draft, path: pathOf(draft) }));
  const collection = { info: { name, schema }, item: writeItems(places), variable: [] };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

interface Place {
  readonly draft: RequestDraft;
  /** Its folders, and its own name. */
  readonly path: readonly string[];
}

function pathOf({ name, method, url }: RequestDraft): string[] {
  const path = name.split(' / ');
  return path.includes('') ? [name || `${method} ${url}`] : path;
}

/** Requests keep their order, so that only neighbours share a folder. */
function writeItems(places: readonly Place[]): unknown[] {
  const items: unknown[] = [];
  for (let first = 0; first < places.length; ) {
    const { draft, path } = places[first]!;
    const [folder = ''] = path;
    let end = first + 1;
    if (path.length === 1) items.push(writeItem(draft, folder));
    else {
      while (end < places.length && isIn(places[end]!, folder)) end += 1;
      const inside = places.slice(first, end).map((place) => ({ ...place, path: place.path.slice(1) }));
      items.push({ name: folder, item: writeItems(inside) });
    }
    first = end;
  }
  return items;
}

function isIn({ path }: Place, folder: string): boolean {
  return path.length > 1 && path[0] === folder;
}

function writeItem(draft: RequestDraft, name: string) {
  const { headers, method, body, authentication, httpVersion, redirects } = draft;
  const contentType = headerOf(headers, 'content-type') === null ? typeOfText(body) : null;
  const rows = [...headers, ...(contentType === null ? [] : [createRow('Content-Type', contentType)])];
  const auth = writeAuth(authentication);
  return {
    name,
    request: {
      ...(auth && { auth }),
      method,
      header: rows.map(writeRow),
      ...(body.kind === 'none' ? {} : { body: writeBody(body) }),
      url: writeUrl(draft),
    },
    response: [],
    protocolProfileBehavior: {
      followRedirects: redirects > 0,
      ...(redirects > 0 && { maxRedirects: redirects }),
      ...(httpVersion === '2' && { protocolVersion: 'http2' }),
    },
  };
}

/** Where a parameter is switched off, all of them are told as rows: the raw address has no place for it. */
function writeUrl({ url, pathParameters, disabledParameters }: RequestDraft) {
  const disabled = disabledParameters.map(({ name, value }) => ({ key: name, value, disabled: true }));
  const variable = pathParameters.map(({ name, value }) => ({ key: name, value }));
  return {
    raw: url,
    ...(disabled.length > 0 && { query: [...readQuery(url), ...disabled] }),
    ...(variable.length > 0 && { variable }),
  };
}

/** The parameters of an address as they are written in it. */
function readQuery(url: string): { key: string; value: string }[] {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  if (query === '') return [];
  return query.split('&').map((pair) => {
    const [key = '', ...value] = pair.split('=');
    return { key, value: value.join('=') };
  });
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
