import type { RequestRow } from '../../src-main/contract/rpc/requests.ts';

/**
 * The query of an address as rows, and back. The address keeps its text where nothing changed: what was typed, with its
 * variables and its own way of escaping, is what is sent.
 */
export function queryRows(url: string): RequestRow[] {
  const query = split(url).query;
  if (query === '') return [];
  return query.split('&').map((pair) => {
    const at = pair.indexOf('=');
    return {
      name: decode(at < 0 ? pair : pair.slice(0, at)),
      value: at < 0 ? '' : decode(pair.slice(at + 1)),
      enabled: true,
    };
  });
}

/** The address with these rows as its query; rows that are switched off are left out. */
export function withQueryRows(url: string, rows: readonly RequestRow[]): string {
  const { before, fragment } = split(url);
  const query = rows
    .filter(({ enabled, name, value }) => enabled && (name !== '' || value !== ''))
    .map(({ name, value }) => (value === '' ? encode(name) : `${encode(name)}=${encode(value)}`))
    .join('&');
  return `${before}${query === '' ? '' : `?${query}`}${fragment}`;
}

function split(url: string): { before: string; query: string; fragment: string } {
  const hash = url.indexOf('#');
  const fragment = hash < 0 ? '' : url.slice(hash);
  const rest = hash < 0 ? url : url.slice(0, hash);
  const mark = rest.indexOf('?');
  return {
    before: mark < 0 ? rest : rest.slice(0, mark),
    query: mark < 0 ? '' : rest.slice(mark + 1),
    fragment,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Escapes what would end a value early, and leaves `{{variables}}` readable. */
function encode(text: string): string {
  return text
    .split(/(\{\{[^}]*\}\})/)
    .map((part) => (part.startsWith('{{') ? part : encodeURIComponent(part)))
    .join('');
}
