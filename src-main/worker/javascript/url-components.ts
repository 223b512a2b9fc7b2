/** The components of a URL, under the names of the URL Standard's interface. */
const components = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const;

const changeable = new Set<string>(components.filter((name) => name !== 'origin'));

/** The components of a URL as JSON, undefined where the text is none. */
export function parseUrl(text: string, base: string | undefined): string | undefined {
  const url = URL.parse(text, base);
  return url === null ? undefined : componentsOf(url);
}

/**
 * The same after one component was set. Values that a component can't have change nothing, as the standard says,
 * but for `href`, where it is undefined.
 */
export function changeUrl(href: string, component: string, value: string): string | undefined {
  if (component === 'href') return parseUrl(value, undefined);
  const url = new URL(href);
  if (changeable.has(component)) Object.assign(url, { [component]: value });
  return componentsOf(url);
}

function componentsOf(url: URL): string {
  return JSON.stringify(Object.fromEntries(components.map((name) => [name, url[name]])));
}
