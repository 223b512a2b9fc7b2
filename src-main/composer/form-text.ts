import type { RequestRow } from '../contract/rpc/requests.ts';
import { createRow } from './draft.ts';

/**
 * The fields of a URL-encoded form (WHATWG URL, 5.1), spread over lines or not. Null for text that these fields would
 * not give again: a piece without `=`, a broken escape.
 */
export function parseForm(text: string): RequestRow[] | null {
  const joined = text
    .split('\n')
    .map((line) => line.trim())
    .join('');
  if (joined === '') return [];
  const rows = joined.split('&').map((piece) => {
    const position = piece.indexOf('=');
    const name = decode(piece.slice(0, Math.max(position, 0)));
    const value = decode(piece.slice(position + 1));
    return position <= 0 || name === null || value === null ? null : createRow(name, value);
  });
  return rows.every((row) => row !== null) ? rows : null;
}

/** The enabled fields as a URL-encoded form; `separator` stands between two of them. */
export function writeForm(rows: readonly RequestRow[], separator = '&'): string {
  return rows
    .filter(({ name, enabled }) => enabled && name !== '')
    .map(({ name, value }) => `${encodeField(name)}=${encodeField(value)}`)
    .join(separator);
}

/** Percent-encodes all but variables, which are encoded once their values stand in their place. */
export function encodeField(text: string): string {
  return text
    .split(/(\{\{[^{}\n]*\}\})/)
    .map((piece, index) => (index % 2 === 1 ? piece : encodeURIComponent(piece.toWellFormed())))
    .join('');
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
