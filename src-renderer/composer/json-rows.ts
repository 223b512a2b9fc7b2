import { isContainer } from './exact-json.ts';

/** One visible line of a JSON tree. */
export interface JsonRow {
  /** RFC 9535 normalised path, which also finds it again: `$['items'][0]`. */
  readonly path: string;
  readonly level: number;
  /** Its name or index in what holds it; null for the root. */
  readonly key: string | null;
  readonly value: unknown;
  /** Undefined for a scalar. */
  readonly expanded: boolean | undefined;
}

/** The lines of a value, with everything open but what is in `collapsed`. */
export function jsonRows(value: unknown, collapsed: ReadonlySet<string>): JsonRow[] {
  const rows: JsonRow[] = [];
  const visit = (current: unknown, path: string, level: number, key: string | null): void => {
    const expanded = isContainer(current) ? !collapsed.has(path) : undefined;
    rows.push({ path, level, key, value: current, expanded });
    if (expanded !== true) return;
    if (Array.isArray(current)) {
      for (const [index, item] of current.entries())
        visit(item, `${path}[${index}]`, level + 1, String(index));
    } else {
      for (const [name, item] of Object.entries(current as object))
        visit(item, `${path}['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`, level + 1, name);
    }
  };
  visit(value, '$', 0, null);
  return rows;
}

/** A value on one line: scalars as JSON, the rest as what it holds. */
export function summariseJson(value: unknown): string {
  if (Array.isArray(value)) return `[ ${value.length} ]`;
  if (isContainer(value)) return `{ ${Object.keys(value).length} }`;
  return JSON.stringify(value);
}

/** The paths of everything that a line is in, and that has to be open for it to be seen. */
export function ancestorsOf(value: unknown, path: string): string[] {
  return jsonRows(value, new Set()).flatMap((row) =>
    row.expanded !== undefined && path !== row.path && path.startsWith(`${row.path}[`) ? [row.path] : [],
  );
}
