/**
 * A call to a function goes by the function's name and what follows it; the HTTP trigger is what is usual and not said.
 * Any other address goes by its host.
 */
export function addressName(url: string, nameOf: (functionId: string) => string | null): string {
  const call =
    /^(?:https?:\/\/[^/?#]*|\{\{[^}]*\}\})\/(?:(function_[0-9a-f-]{36})|\{\{([^}]*)\}\})(.*)$/.exec(url);
  if (call === null) return url.replace(/^https?:\/\//, '').replace(/(?<=^[^/?#]+)\/$/, '');
  const [, id, variable, rest = ''] = call;
  const name = id === undefined ? variable : nameOf(id);
  return `${name ?? ''}${withoutTrigger(rest)}` || '/';
}

function withoutTrigger(rest: string): string {
  return rest.replace(/([?&])trigger=http(?=&|#|$)&?/, '$1').replace(/[?&](?=#|$)/, '');
}
