/**
 * The headers of a request as a trigger receives them: one entry a name, several values joined by a comma (RFC 9110,
 * 5.3; cookies by a semicolon). Takes Node's raw list of names and values. A client's own capitals are kept; names
 * that came in lower case, as HTTP clients with HTTP/2 manners send them, get the canonical spelling.
 */
export function requestHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const spelling = new Map<string, string>();
  const headers: Record<string, string> = Object.create(null);
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const raw = rawHeaders[index]!;
    const value = rawHeaders[index + 1]!;
    const key = raw.toLowerCase();
    const name = spelling.get(key);
    if (name !== undefined) headers[name] += `${key === 'cookie' ? '; ' : ', '}${value}`;
    else {
      const canonical = raw === key ? canonicalName(key) : raw;
      spelling.set(key, canonical);
      headers[canonical] = value;
    }
  }
  return headers;
}

/** `user-agent` → `User-Agent`. */
function canonicalName(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
