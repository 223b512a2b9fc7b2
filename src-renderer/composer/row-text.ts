import type { RequestRow } from '../../src-main/contract/rpc/requests.ts';

/** Rows as text: one `name: value` a line, a `#` before those that are switched off. */
export function formatRows(rows: readonly RequestRow[]): string {
  return rows.map(({ name, value, enabled }) => `${enabled ? '' : '# '}${name}: ${value}`).join('\n');
}

/** The rows of a text as {@link formatRows} writes it; empty lines are left out. */
export function parseRows(text: string): RequestRow[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, off, name, value] = /^\s*(#\s*)?([^:]*?)\s*(?::\s?(.*))?$/.exec(line) ?? [];
      return { name: name ?? '', value: value ?? '', enabled: off === undefined };
    });
}
