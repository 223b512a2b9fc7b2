import type { Diagnostic } from '../contract/diagnostic.ts';
import { relativeTo } from './line-diagnostics.ts';

/** The part of rustc's JSON messages that is used here; cargo wraps each in one of its own. */
interface CompilerMessage {
  readonly message: string;
  readonly level: string;
  readonly rendered: string | null;
  readonly spans: readonly {
    readonly file_name: string;
    readonly line_start: number;
    readonly column_start: number;
    readonly is_primary: boolean;
    readonly label: string | null;
    /** The lines of the source that it is about. */
    readonly text: readonly { readonly text: string }[];
  }[];
  /** Notes and advice. */
  readonly children: readonly { readonly message: string }[];
}

/** What cargo reports beside messages of the compiler. */
interface CargoReport {
  readonly reason: string;
  readonly message?: CompilerMessage;
  /** The program that was made; null for libraries. */
  readonly executable?: string | null;
}

/** What a line of the compiler's output says. */
export interface RustLine {
  /** For the build log; empty where there is nothing for people. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly executable: string | null;
}

/**
 * Reads a line of `rustc --error-format=json` or `cargo --message-format=json`; any other line is text. Files are
 * relative to `folder`.
 */
export function readRustLine(line: string, folder: string): RustLine {
  const report = parse(line);
  if (report === undefined) return { text: line, diagnostics: [], executable: null };
  if ('reason' in report) {
    if (report.reason === 'compiler-message' && report.message) return readMessage(report.message, folder);
    return { text: '', diagnostics: [], executable: report.executable ?? null };
  }
  return readMessage(report, folder);
}

function parse(line: string): CompilerMessage | CargoReport | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What the compiler says of all its complaints together. */
const sum = /^(?:aborting due to |\d+ warnings? emitted)/;
/** How it called the linker: pages of paths that are not the author's. */
const linkerCall = '"-flavor" "wasm"';

function readMessage(said: CompilerMessage, folder: string): RustLine {
  const lines = (said.rendered ?? said.message).trimEnd().split('\n');
  const text = lines.filter((line) => !line.includes(linkerCall)).join('\n');
  const severity = /^(error|warning)/.exec(said.level)?.[1] as Diagnostic['severity'] | undefined;
  if (severity === undefined || sum.test(said.message)) return { text, diagnostics: [], executable: null };
  return { text, diagnostics: [{ ...placeOf(said, folder), severity, text }], executable: null };
}

function placeOf({ message, spans, children }: CompilerMessage, folder: string) {
  const primary = spans.find(({ is_primary }) => is_primary);
  if (primary === undefined) {
    // The linker's own words are a note of the compiler's.
    const note = children.findLast((child) => !child.message.includes(linkerCall))?.message.trim();
    return { file: null, line: null, column: null, message: note ? `${message}: ${note}` : message };
  }
  const { file_name, line_start, column_start, label, text } = primary;
  return {
    file: relativeTo(folder, file_name),
    line: line_start,
    column: columnOfCharacter(text[0]?.text ?? '', column_start),
    message: label === null ? message : `${message}: ${label}`,
  };
}

/** The compiler counts characters, of which some are two units of UTF-16. */
function columnOfCharacter(line: string, column: number): number {
  return column + [...line].slice(0, column - 1).filter((character) => character.length > 1).length;
}
