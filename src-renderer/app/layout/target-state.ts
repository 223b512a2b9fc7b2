import { useQuery } from '@tanstack/react-query';
import { queries } from '../../rpc/client.ts';
import { usePreference, writePreference } from '../preferences.ts';

/** Whose functions the explorer lists. */
export type Target =
  | { readonly kind: 'local' }
  | { readonly kind: 'cloud'; readonly ownerId: string; readonly name: string; readonly host: string };

const preferenceKey = 'target';
const local: Target = { kind: 'local' };

/** Lists the functions of an organisation of the cloud, or with null those of this machine. */
export function chooseTarget(ownerId: string | null): void {
  writePreference(preferenceKey, ownerId);
}

/** The target that was chosen; Local where that is not there (any more). */
export function useTarget(): Target {
  const [ownerId] = usePreference<string | null>(preferenceKey, null);
  const { data: targets } = useQuery(queries.cloud.targets.queryOptions());
  const organisation = targets?.cloud?.organisations.find(({ id }) => id === ownerId);
  if (targets?.cloud == null || organisation === undefined) return local;
  return {
    kind: 'cloud',
    ownerId: organisation.id,
    name: organisation.name,
    host: targets.cloud.host.replace(/^https?:\/\//, ''),
  };
}
