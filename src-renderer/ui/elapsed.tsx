import { useEffect, useState } from 'react';
import { formatDuration } from './format.ts';

/** The time since a moment (milliseconds since 1970), as it goes by. */
export function Elapsed({ since }: { readonly since: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return <>{formatDuration(Math.max(0, now - since) * 1_000)}</>;
}
