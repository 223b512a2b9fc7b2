import type { BuildFailure, Message } from 'esbuild';
import type { Diagnostic } from '../contract/diagnostic.ts';
import type { AtelierError } from '../contract/errors.ts';
import { columnOfByte } from '../contract/text-column.ts';
import { compileFailed } from './toolchain.ts';

/** What the bundler advises where it finds no package: nothing that helps inside a function. */
const leaveOut = /^You can mark the path /;
const install = 'A package has to be in node_modules, where "npm install" puts it.';

/** The `compile-failed` error of what the bundler refused. */
export async function bundlerFailed({ errors }: BuildFailure): Promise<AtelierError> {
  const diagnostics = await bundlerComplaints(errors, 'error');
  const lines = diagnostics.map(({ file, line, column, message }) =>
    file === null ? message : `${file}:${line}:${column}: ${message}`,
  );
  return compileFailed(lines.join('\n'), diagnostics);
}

/** What the bundler complains of, taken apart. */
export async function bundlerComplaints(
  messages: readonly Message[],
  severity: Diagnostic['severity'],
): Promise<Diagnostic[]> {
  if (messages.length === 0) return [];
  const { formatMessages } = await import('esbuild');
  const shown = messages.map((message) => ({
    ...message,
    pluginName: '',
    notes: message.notes.map((note) => (leaveOut.test(note.text) ? { ...note, text: install } : note)),
  }));
  const texts = await formatMessages(shown, { kind: severity, color: false });
  return messages.map((message, index) => toDiagnostic(message, severity, texts[index]!.trim()));
}

/** Columns of the bundler count bytes from 0. */
function toDiagnostic(
  { text: message, location }: Message,
  severity: Diagnostic['severity'],
  text: string,
): Diagnostic {
  const told = { severity, message, text };
  if (location === null) return { ...told, file: null, line: null, column: null };
  const { file, line, lineText, column } = location;
  return { ...told, file, line, column: columnOfByte(lineText, column + 1) };
}
