const storageKey = 'atelier.token';

/**
 * The token that lets this page talk to the platform, undefined where nobody gave it one. `atelier serve` prints an
 * address that carries it in the fragment, which no server and no log ever sees; the tab keeps it over reloads and the
 * address bar loses it at once. A cookie would not do: cookies know no ports, so every function would be sent it.
 */
export function browserToken(): string | undefined {
  const match = /[#&]token=([\w-]+)/.exec(window.location.hash);
  if (match?.[1] === undefined) return sessionStorage.getItem(storageKey) ?? undefined;
  sessionStorage.setItem(storageKey, match[1]);
  history.replaceState(null, '', window.location.pathname);
  return match[1];
}
