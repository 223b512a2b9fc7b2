import { useSyncExternalStore } from 'react';
import { connection } from './client.ts';

/** Whether the platform answers at the moment; what is asked of it meanwhile waits. */
export function useIsConnected(): boolean {
  return useSyncExternalStore(connection.subscribe, () => connection.state === 'open');
}
