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
  }[];
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

function readMessage({ message, level, rendered, spans }: CompilerMessage, folder: string): RustLine {
  const text = (rendered ?? message).trimEnd();
  const primary = spans.find(({ is_primary }) => is_primary);
  const severity = /^(error|warning)/.exec(level)?.[1] as Diagnostic['severity'] | undefined;
  if (severity === undefined || primary === undefined) return { text, diagnostics: [], executable: null };
  const diagnostic = {
    file: relativeTo(folder, primary.file_name),
    line: primary.line_start,
    column: primary.column_start,
    severity,
    message: primary.label === null ? message : `${message}: ${primary.label}`,
    text,
  };
  return { text, diagnostics: [diagnostic], executable: null };
}
