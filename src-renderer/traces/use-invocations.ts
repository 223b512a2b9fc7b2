import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { InvocationFilter, InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import { queries } from '../rpc/client.ts';
import { useInvocationFilter } from './invocation-filter.ts';

/** Rows that are fetched at once. */
const pageSize = 200;

interface Invocations {
  /** Newest first; undefined until the first ones are there. */
  readonly rows: readonly InvocationRow[] | undefined;
  /** Another number whenever the list begins again from its top. */
  readonly stretch: number;
  readonly error: Error | null;
  /** Whether new invocations are left out for now. */
  readonly isPaused: boolean;
  /** Whether there are older ones than the rows show. */
  readonly hasOlder: boolean;
  readonly fetchOlder: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
}

/**
 * The invocations that the filter lets through, as they come. Asking for older ones pauses the list: rows that come
 * from above would push away what somebody reads. Another filter goes on live.
 */
export function useInvocations(): Invocations {
  const filter = useInvocationFilter();
  const client = useQueryClient();
  const [pausedFor, setPausedFor] = useState<InvocationFilter | null>(null);
  const [stretch, setStretch] = useState(0);
  const isPaused = pausedFor === filter;
  const options = queries.invocations.list.infiniteOptions({
    input: (before: string | null) => ({ ...filter, limit: pageSize, before }),
    initialPageParam: null,
    getNextPageParam: (page) => (page.length < pageSize ? undefined : (page.at(-1)?.id ?? undefined)),
    // The rows of the former filter stay until the new ones are there: nothing flickers while somebody types.
    placeholderData: keep,
    enabled: !isPaused,
  });
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(options);
  const pause = (): void => setPausedFor(filter);
  return {
    rows: data?.pages.flat(),
    stretch,
    error,
    isPaused,
    hasOlder: hasNextPage,
    fetchOlder: () => {
      if (!hasNextPage || isFetchingNextPage) return;
      pause();
      void fetchNextPage();
    },
    pause,
    resume: () => {
      // What is fetched anew at every change are the newest alone.
      client.setQueryData(options.queryKey, firstPage);
      void client.invalidateQueries({ queryKey: options.queryKey });
      setPausedFor(null);
      setStretch(stretch + 1);
    },
  };
}

function keep<Rows>(rows: Rows): Rows {
  return rows;
}

type Pages = InfiniteData<InvocationRow[], string | null>;

function firstPage(data: Pages | undefined): Pages | undefined {
  return data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) };
}
