import { useQuery } from '@tanstack/react-query';
import { queries } from '../rpc/client.ts';
import { addressName } from './address-name.ts';

/** Gives what tells addresses apart where there is little room: see {@link addressName}. */
export function useAddressName(): (url: string) => string {
  const { data: functions = [] } = useQuery(queries.functions.list.queryOptions());
  return (url) => addressName(url, (id) => functions.find((known) => known.id === id)?.name ?? null);
}
