/** A segment of a path that stands for a value, as in `/books/:id`; a port is no segment. */
const segmentPattern = /(?<=\/):([A-Za-z_][\w.-]*)(?=\/|$)/g;

/** The names of the `:name` segments of an address, each once, in their order. */
export function pathParameterNames(url: string): string[] {
  return [...new Set([...pathOf(url).matchAll(segmentPattern)].map(([, name = '']) => name))];
}

/** The address with its `:name` segments replaced by what `valueFor` gives; one without a value stays as it is. */
export function fillPathParameters(url: string, valueFor: (name: string) => string | undefined): string {
  const path = pathOf(url);
  const filled = path.replaceAll(segmentPattern, (segment, name: string) => valueFor(name) || segment);
  return filled + url.slice(path.length);
}

function pathOf(url: string): string {
  return /^[^?#]*/.exec(url)?.[0] ?? '';
}
