const units: readonly [bytes: number, name: string][] = [
  [1_073_741_824, 'GiB'],
  [1_048_576, 'MiB'],
  [1_024, 'KiB'],
];

/** A size in bytes as messages say it, in the binary units of memory: `812 bytes`, `64 MiB`, `1.5 GiB`. */
export function describeSize(bytes: number): string {
  const [unit, name] = units.find(([size]) => bytes >= size) ?? [1, 'bytes'];
  const size = bytes / unit;
  // Three digits say enough, but there are numbers of four before the next unit: 1023 MiB.
  return `${size < 1_000 ? Number(size.toPrecision(3)) : Math.round(size)} ${name}`;
}
