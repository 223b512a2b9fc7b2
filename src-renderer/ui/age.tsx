import { useEffect, useState } from 'react';
import { formatAge, formatTime } from './format.ts';

const minute = 60_000;

/** How long ago an RFC 3339 timestamp was, as it goes by; the moment itself is in the tooltip. */
export function Age({ of: timestamp }: { readonly of: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const isYoung = now - Date.parse(timestamp) < minute;
    const timer = setTimeout(() => setNow(Date.now()), isYoung ? 5_000 : minute);
    return () => clearTimeout(timer);
  }, [timestamp, now]);
  return (
    <time dateTime={timestamp} title={formatTime(timestamp)}>
      {formatAge(timestamp, now)}
    </time>
  );
}
