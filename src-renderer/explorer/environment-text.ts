export interface VariableRow {
  readonly name: string;
  readonly value: string;
}

/** Variables as text: one `NAME=value` a line; line breaks in values are written `\n`. */
export function formatVariables(rows: readonly VariableRow[]): string {
  return rows
    .map(({ name, value }) => `${name}=${value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`)
    .join('\n');
}

/** The variables of a text as {@link formatVariables} writes it; empty lines and lines that begin with `#` are left out. */
export function parseVariables(text: string): VariableRow[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
    .map((line) => {
      const at = line.indexOf('=');
      const name = (at < 0 ? line : line.slice(0, at)).trim();
      const value = at < 0 ? '' : line.slice(at + 1);
      return { name, value: value.replace(/\\(\\|n)/g, (_, sign) => (sign === 'n' ? '\n' : '\\')) };
    });
}

/** What is wrong with one of the variables, in a sentence; null where nothing is. One that is still empty may stay. */
export function problemOfVariable(rows: readonly VariableRow[], index: number): string | null {
  const { name = '', value = '' } = rows[index] ?? {};
  if (name === '') return value === '' ? null : 'A value needs a name.';
  if (name.includes('=')) return 'A name has no "=".';
  return rows.some((other, at) => at < index && other.name === name) ? `${name} is there twice.` : null;
}

/** Whether a variable's name says that its value should not be seen over a shoulder. */
export function isSecretName(name: string): boolean {
  return /secret|token|password|passwd|api_?key|private|credential/i.test(name);
}
