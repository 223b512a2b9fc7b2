/** What tells addresses apart where there is little room: what follows the host and the function's id. */
export function shortAddress(url: string): string {
  return (
    url.replace(/^(?:https?:\/\/[^/]*|\{\{[^}]*\}\})/, '').replace(/\/function_[0-9a-f-]{36}/, '') || '/'
  );
}
