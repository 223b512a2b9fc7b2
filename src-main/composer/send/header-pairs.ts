export type Header = readonly [name: string, value: string];

/** Node's list of names and values in turn, as pairs; it reads headers as latin1, and other programs write UTF-8. */
export function pairsOf(rawHeaders: readonly string[]): Header[] {
  return rawHeaders.flatMap((name, index): Header[] =>
    index % 2 === 0 ? [[name, Buffer.from(rawHeaders[index + 1] ?? '', 'latin1').toString()]] : [],
  );
}

/** The value of the first header of that name, given in lower case; null where there is none. */
export function headerValue(headers: readonly Header[], wanted: string): string | null {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null;
}
