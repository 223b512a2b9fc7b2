import { useSyncExternalStore } from 'react';
import { connection } from '../../rpc/client.ts';

/** Says that the platform is away, while it is; nothing typed is lost meanwhile. */
export function ConnectionBanner() {
  const state = useSyncExternalStore(connection.subscribe, () => connection.state);
  if (state !== 'lost') return null;
  return (
    <div role="status" className="border-b bg-warn-wash px-3 py-1 text-warn">
      The platform does not answer. This page connects again by itself as soon as it runs; your drafts are
      kept.
    </div>
  );
}
