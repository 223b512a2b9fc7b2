/** The characters that tell one function's id from another's. */
const ownPart = ['function_'.length, 'function_'.length + 8] as const;

/**
 * A call to a function goes by the function's name and what follows it; the HTTP trigger is what is usual and not said.
 * A function that is not known goes by the beginning of its id, and any other address by its path, which is what
 * differs, and its host.
 */
export function addressName(url: string, nameOf: (functionId: string) => string | null): string {
  const call =
    /^(?:https?:\/\/[^/?#]*|\{\{[^}]*\}\})\/(?:(function_[0-9a-f-]{36})|\{\{([^}]*)\}\})(.*)$/.exec(url);
  if (call === null) return nameElsewhere(url);
  const [, id, variable = '', rest = ''] = call;
  const name = id === undefined ? variable : (nameOf(id) ?? `${id.slice(...ownPart)}…`);
  return `${name}${withoutTrigger(rest)}` || '/';
}

function nameElsewhere(url: string): string {
  const [, host, path = ''] = /^https?:\/\/([^/?#]+)(.*)$/.exec(url) ?? [];
  if (host === undefined) return url;
  return path === '' || path === '/' ? host : `${path} · ${host}`;
}

function withoutTrigger(rest: string): string {
  return rest.replace(/([?&])trigger=http(?=&|#|$)&?/, '$1').replace(/[?&](?=#|$)/, '');
}
