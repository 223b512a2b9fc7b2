import type { CommandOutput } from '../command-line.ts';

/** Writes a value as the API gave it, for programs to read. */
export function printJson(output: CommandOutput, value: unknown): void {
  output.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Writes rows under a heading, in columns as wide as their widest cell. */
export function printTable(
  output: CommandOutput,
  heading: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of [heading, ...rows]) {
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    output.write(`${line.trimEnd()}\n`);
  }
}

/** `64 MiB`, and the number of bytes where it is not a whole number of them. */
export function formatBytes(bytes: number): string {
  const mebibyte = 1_048_576;
  return bytes % mebibyte === 0 ? `${bytes / mebibyte} MiB` : `${bytes} bytes`;
}

/** `2023-06-24 21:29:25`, in UTC as the API speaks it. */
export function formatTime(timestamp: string): string {
  return timestamp.slice(0, 19).replace('T', ' ');
}
