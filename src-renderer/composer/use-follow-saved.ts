import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queries } from '../rpc/client.ts';
import type { ComposerState } from './drafts.ts';
import { findSaved, isSameDraft } from './find-saved.ts';
import { isUnsaved, settle } from './saved-drafts.ts';

/** What became of an open request in its file: `changed` is one that was also typed into here. */
export type Whereabouts = 'there' | 'changed' | 'gone';

/**
 * Keeps an open request with its file, whatever other programs do to that: it follows where it goes and takes over what
 * it has become, unless something was typed.
 */
export function useFollowSaved(key: string, state: ComposerState | undefined): Whereabouts {
  const saved = state?.saved ?? null;
  const { data: requests, dataUpdatedAt } = useQuery(
    queries.requests.list.queryOptions({
      input: { projectId: saved?.projectId ?? '' },
      enabled: saved !== null,
    }),
  );
  const isKnown =
    state !== undefined && saved !== null && requests !== undefined && dataUpdatedAt > saved.readAt;
  const found = isKnown ? findSaved(requests, { key, draft: state.draft, saved }) : undefined;
  const isTyped = state !== undefined && isUnsaved(state);
  const isOther = found !== undefined && found.version !== saved?.version;
  const isChanged = isTyped && isOther && found.key === key && !isSameDraft(state.draft, found.draft);
  const isBehind = !isChanged && found !== undefined && (isOther || found.key !== key);
  useEffect(() => {
    if (isBehind) settle(key, found);
  }, [isBehind, key, found]);
  if (isChanged) return 'changed';
  return isKnown && found === undefined ? 'gone' : 'there';
}
