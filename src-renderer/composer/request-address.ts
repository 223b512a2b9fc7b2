import { tabPathOf } from '../app/tabs/tabs.ts';

/** The screen's address of a request; a key has the path of a file in it. */
export function requestAddress(key: string): string {
  return tabPathOf(`/request/${encodeURIComponent(key)}`);
}
