import { useEffect, useState } from 'react';

/** Under this, milliseconds, a word that comes and goes would only flicker. */
const patience = 300;

/** What is being waited for, in words; nothing while the wait is short. */
export function Pending({ what }: { readonly what: string }) {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return isLong ? (
    <p role="status" className="text-ink-muted">
      {what}…
    </p>
  ) : null;
}
