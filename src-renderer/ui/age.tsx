import { useSyncExternalStore } from 'react';
import { formatAge, formatTime } from './format.ts';

/** Milliseconds: ages are told in minutes, and an idle page is to wake up for little. */
const interval = 60_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

/** One clock for all ages, so that they go on together; it stands still while there are none. */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(tick, interval);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** How long ago an RFC 3339 timestamp was, as it goes by; the moment itself is in the tooltip. */
export function Age({ of: timestamp }: { readonly of: string }) {
  const moment = useSyncExternalStore(subscribe, () => now);
  return (
    <time dateTime={timestamp} title={formatTime(timestamp)}>
      {formatAge(timestamp, moment)}
    </time>
  );
}
