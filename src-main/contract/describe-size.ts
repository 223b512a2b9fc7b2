/** A size in bytes as messages say it, in the binary units of memory: `812 bytes`, `64 MiB`. */
export function describeSize(bytes: number): string {
  if (bytes < 1_024) return `${bytes} bytes`;
  const [unit, name] = bytes < 1_048_576 ? [1_024, 'KiB'] : [1_048_576, 'MiB'];
  return `${Number((bytes / unit).toPrecision(3))} ${name}`;
}
