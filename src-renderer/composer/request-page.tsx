import { useParams } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Composer } from './composer.tsx';
import { type ComposerState, useComposer } from './drafts.ts';
import { isUnsaved } from './saved-drafts.ts';
import { useAddressName } from './use-address-name.ts';
import { useFollowSaved } from './use-follow-saved.ts';

/** A request, saved or scratch. */
export function RequestPage() {
  const { key } = useParams({ from: '/request/$key' });
  const [state, setState] = useComposer(key);
  const nameOf = useAddressName();
  const whereabouts = useFollowSaved(key, state);
  useTabTitle(state && titleOf(state, nameOf));
  if (state === undefined)
    return (
      <EmptyState icon={SearchX} title="This request is gone">
        It was removed, or its file is in a project that is not open.
      </EmptyState>
    );
  return <Composer key={key} requestKey={key} state={state} whereabouts={whereabouts} onChange={setState} />;
}

function titleOf(state: ComposerState, nameOf: (url: string) => string): string {
  const { name, method, url } = state.draft;
  return `${name || `${method} ${nameOf(url)}`}${isUnsaved(state) ? ' •' : ''}`;
}
