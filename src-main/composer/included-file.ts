const includePattern = /^<\s+(\S.*?)\s*$/s;

/** The path in a line `< path`, which stands for a file's content in bodies; null for any other text. */
export function includedFile(line: string): string | null {
  return includePattern.exec(line)?.[1] ?? null;
}
