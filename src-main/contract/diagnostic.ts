import { z } from 'zod';

/**
 * One complaint of a compiler, or of whoever else reads files. They are named as their author knows them. Lines
 * and columns count from 1, columns as editors do, by units of UTF-16; what is not known of a place is null.
 */
export const diagnosticSchema = z.object({
  file: z.string().nullable(),
  line: z.int().nullable(),
  column: z.int().nullable(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  /** The compiler's own words about it, as it shows them to people: excerpts of the source, notes, advice. */
  text: z.string(),
});
export type Diagnostic = z.infer<typeof diagnosticSchema>;

/** What one deployment keeps: whoever has more to mend begins with these. */
const mostDiagnostics = 100;

/** The complaints among the details of an error, errors first; none where it has none. */
export function diagnosticsOf(details: Readonly<Record<string, unknown>>): Diagnostic[] {
  const { data = [] } = z.array(diagnosticSchema).safeParse(details.diagnostics);
  return data.toSorted((one, other) => rank(one) - rank(other)).slice(0, mostDiagnostics);
}

/** Where a complaint is, as far as that is known: `main.rs:3:9`. */
export function placeOfDiagnostic({ file, line, column }: Diagnostic): string {
  return [file, line, column].filter((part) => part !== null).join(':');
}

/** Whether a compiler's text begins with the place of a complaint; its columns may be counted in another way. */
export function beginsWith(text: string, { file, line }: Diagnostic): boolean {
  return text.startsWith(`${file}:${line}:`);
}

/** A complaint as compilers write it, which editors understand: `main.rs:3:9: warning: unused variable`. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { severity, message } = diagnostic;
  return [placeOfDiagnostic(diagnostic), severity, message.split('\n')[0]]
    .filter((part) => part !== '')
    .join(': ');
}

function rank({ severity }: Diagnostic): number {
  return severity === 'error' ? 0 : 1;
}
